#!/bin/sh
# Builds both versions of libcrop, each stripped and not, and records logs/ anew. Debian 12, amd64: gcc,
# binutils, valgrind (1:3.19.0-1), libc6-dbg. Must be root: for the time of the runs the libraries lie below
# /usr, since what lies below /tmp would count as own code, as the programs do.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=/tmp/chaff-versions
old=/usr/lib/chaff-versions/x86_64-linux-gnu
new=/usr/lib64/chaff-versions
mkdir "$work" "${old%/*}" "$new"
trap 'rm -rf "$work" "${old%/*}" "$new"' EXIT
mkdir "$work/bin" "$old"
rm -rf "$here/logs"
cp -r "$here"/*.[ch] "$here"/crop-* "$work"
cd "$work"

# install VERSION FILE DIRECTORY OPTIONS...: libcrop as FILE, and with it libalbum and the programs
install() {
  version=$1 file=$2 lib=$3
  shift 3
  soname=${file%.*.*}
  gcc -g -O2 "$@" -Wall -Wextra -shared -fPIC -pthread -ffile-prefix-map="$work=." -Wl,-soname,"$soname" \
    -Wl,--version-script="crop-$version/crop.map" -o "$lib/$file" "crop-$version"/*.c
  ln -s "$file" "$lib/$soname"
  gcc -g -O2 -Wall -Wextra -shared -fPIC -ffile-prefix-map="$work=." -Wl,-soname,libalbum.so.3 \
    -o "$lib/libalbum.so.3.0.2" album.c "$lib/$file" -Wl,-rpath,"$lib"
  ln -s libalbum.so.3.0.2 "$lib/libalbum.so.3"
  for program in convert gallery swatch desk; do
    gcc -g -O0 -Wall -Wextra -Wno-use-after-free -ffile-prefix-map="$work=." -o "bin/$program" "$program.c" \
      "$lib/libalbum.so.3.0.2" "$lib/$file" -Wl,-rpath,"$lib"
  done
}

# record NAME: one log for each program
record() {
  mkdir -p "$here/logs/$1"
  for program in convert gallery swatch desk; do
    env -i PATH=/usr/bin:/bin valgrind --leak-check=full --show-leak-kinds=all --num-callers=40 \
      --gen-suppressions=all --error-limit=no --xml=yes --xml-file=log "$work/bin/$program" >/dev/null 2>&1
    gzip -9n <log >"$here/logs/$1/$program.xml.gz"
  done
}

# 1.4 as if by another compiler, which inlines less; 2.0 as today's does by default.
install 1.4 libcrop.so.1.4.0 "$old" -fno-inline-small-functions -fno-inline-functions-called-once \
  -fno-optimize-sibling-calls
record 1.4-debug
strip "$old"/*.so.*.*
record 1.4-stripped

install 2.0 libcrop.so.2.0.1 "$new"
record 2.0-debug
strip "$new"/*.so.*.*
record 2.0-stripped
