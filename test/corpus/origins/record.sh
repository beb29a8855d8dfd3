#!/bin/sh
# Builds meter and records the logs of this folder anew. Debian 12, amd64: gcc, valgrind (1:3.19.0-1), libc6-dbg.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=/tmp/chaff-meter
trap 'rm -rf "$work"' EXIT
mkdir "$work"
cp "$here/meter.c" "$work"
cd "$work"
gcc -g -O0 -Wall -Wextra -Wno-maybe-uninitialized -o meter meter.c
options='--num-callers=40 --track-origins=yes --gen-suppressions=all'
for origin in heap stack; do
  case $origin in heap) argument=buffer ;; stack) argument= ;; esac
  env -i PATH=/usr/bin:/bin valgrind $options --xml=yes --xml-file="$origin.xml" ./meter $argument
  env -i PATH=/usr/bin:/bin valgrind $options --log-file="$origin.txt" ./meter $argument
done
cp heap.xml heap.txt stack.xml stack.txt "$here"
