#!/bin/sh
# Builds machine and its stand-in library and records talk.xml and talk.txt anew. Debian 12, amd64: gcc,
# binutils, valgrind (1:3.19.0-1), libc6-dbg. Must be root: for the time of the run the library lies in
# /usr/lib/chaff-example, since what lies below /tmp would count as own code, and a libglib does not.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=/tmp/chaff-example
lib=/usr/lib/chaff-example
trap 'rm -rf "$work" "$lib"' EXIT
mkdir "$work" "$lib"
sh "$here/build.sh" "$work" "$lib"
cd "$work"
options='--leak-check=full --show-leak-kinds=all --num-callers=40 --track-origins=yes --gen-suppressions=all'
env -i PATH=/usr/bin:/bin valgrind $options --xml=yes --xml-file=talk.xml ./machine
env -i PATH=/usr/bin:/bin valgrind $options --log-file=talk.txt ./machine
cp talk.xml talk.txt "$here"
