#!/bin/sh
# Builds pour and records the logs of this folder anew. Debian 12, amd64: gcc, valgrind (1:3.19.0-1), libc6-dbg.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=/tmp/chaff-pour
trap 'rm -rf "$work"' EXIT
mkdir "$work"
cp "$here"/pour.[cs]* "$work"
cd "$work"
gcc -g -O0 -Wall -Wextra -Wno-maybe-uninitialized -o pour pour.c
options='--num-callers=40 --leak-check=full --show-leak-kinds=all --gen-suppressions=all'
env -i PATH=/usr/bin:/bin valgrind $options --xml=yes --xml-file=without.xml ./pour
env -i PATH=/usr/bin:/bin valgrind $options -s --suppressions=pour.supp --log-file=with.txt ./pour
env -i PATH=/usr/bin:/bin valgrind $options -s --suppressions=pour.supp --xml=yes --xml-file=with.xml ./pour
cp with.txt with.xml without.xml "$here"
