#!/bin/sh
# build.sh FOLDER [LIBRARY-FOLDER]: builds machine in FOLDER, and its stand-in library there or in LIBRARY-FOLDER, an
# absolute path. Needs gcc and binutils. The sources are copied first, so that debug information names no other place.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
lib=${2:-$folder}
cp "$here"/machine.c "$here"/standin.[ch] "$folder"
cd "$folder"
gcc -O1 -fno-inline -fno-optimize-sibling-calls -fno-ipa-icf -shared -fPIC -pthread \
  -Wl,-soname,libglib-2.0.so.0 -o "$lib/libglib-2.0.so.0.4000.2" standin.c
strip "$lib/libglib-2.0.so.0.4000.2"
ln -sf libglib-2.0.so.0.4000.2 "$lib/libglib-2.0.so.0"
gcc -g -O0 -Wall -Wextra -o machine machine.c "$lib/libglib-2.0.so.0.4000.2" -Wl,-rpath,"$lib"
