#!/bin/sh
# Records logs/*.xml anew with the Valgrind in PATH (the committed ones: 3.19.0, Debian 12).
# Everything is built and run in one neutral folder, so that no path of the recording machine is in the logs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=/tmp/chaff-logs
rm -rf "$work"
mkdir -p "$work"
cp "$here"/programs/* "$work"
cd "$work"
g++ -g -O0 -fno-builtin -w -o memory memory.cpp
gcc -g -O0 -pthread -o threads threads.c
gcc -g -O0 -pthread -o ends ends.c

# record LOG OPTIONS... PROGRAM ARGUMENTS...: exit codes are the programs' and mean nothing here.
record() {
  log=$1
  shift
  valgrind -q --xml=yes --xml-file="$log" "$@" >/dev/null 2>&1 || true
}
full=--gen-suppressions=all
record memory.xml --num-callers=20 "$full" --show-leak-kinds=all --track-origins=yes ./memory
record memory-demangled.xml --show-leak-kinds=all ./memory
record memory-mangled.xml --demangle=no --show-leak-kinds=all ./memory
record below-main.xml "$full" --show-below-main=yes ./memory
record three-callers.xml "$full" --num-callers=3 ./memory
record helgrind.xml --tool=helgrind "$full" ./threads
record drd.xml --tool=drd --exclusive-threshold=5 "$full" ./threads
record thread-name.xml "$full" ./ends named
record killed.xml "$full" ./ends kill
record segv.xml "$full" ./ends segv
record forked.xml "$full" ./ends fork
record forked-%p.xml "$full" ./ends fork
printf '{\n   not closed\n' >broken.supp
record refused.xml --suppressions=broken.supp ./ends
printf '{\n   the first one\n   Memcheck:Cond\n   fun:bad\n}\n' >bad.supp
valgrind --xml=yes --xml-file=suppressed.xml --suppressions=bad.supp ./ends segv >/dev/null 2>&1 || true

# The child of a fork has the higher number.
set -- $(ls forked-[0-9]*.xml | sort -t- -k2 -n)
mv "$1" forked-parent.xml
mv "$2" forked-child.xml
cp ./*.xml "$here/logs"
