# Makes the plugins that use-plugins loads.
set -e
gcc -g -O0 -shared -fPIC -o plugin.so plugin.c
gcc -g -O0 -shared -fPIC -o libmore.so more.c
g++ -g -O0 -shared -fPIC -o cxx-plugin.so cxx-plugin.cc -L. -lmore -Wl,-rpath,'$ORIGIN'
