#!/bin/sh
# Records logs/*.txt anew with the Valgrind in PATH (the committed ones: 3.19.0, Debian 12, with libc's debug symbols).
# Exit codes are the programs' and mean nothing. Everything happens in one neutral folder, so that the logs name no other.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=/tmp/chaff-text-logs
rm -rf "$work"
mkdir -p "$work"
cp "$here"/programs/* "$work"
cd "$work"
g++ -g -O2 -fno-builtin -w -pthread -o memory memory.cpp
gcc -g -O0 -pthread -o threads threads.c
gcc -g -O0 -w -o family family.c
gcc -g -O0 -o many many.c
gcc -g -O0 -o crash crash.c
cat >family.supp <<'END'
{
   judged before
   Memcheck:Cond
   fun:err
}
END
printf '{\n   not closed\n' >broken.supp
vg="timeout 60 valgrind --num-callers=20"
full="--gen-suppressions=all --leak-check=full --show-leak-kinds=all"

$vg $full --track-origins=yes --log-file=memory.txt ./memory 2>/dev/null || true
$vg --leak-check=full --log-file=memory-no-suppressions.txt ./memory 2>/dev/null || true
$vg --demangle=no --sym-offsets=yes --fullpath-after= --log-file=memory-mangled.txt ./memory 2>/dev/null || true
$vg $full -s --time-stamp=yes --show-below-main=yes --log-file=memory-listed.txt ./memory 2>/dev/null || true
$vg -v -s --gen-suppressions=all --suppressions=family.supp --log-file=used.txt ./family again 2>/dev/null || true
$vg --tool=helgrind --gen-suppressions=all --log-file=helgrind.txt ./threads || true
$vg --tool=helgrind -s --log-file=helgrind-listed.txt ./threads || true
$vg --tool=drd --exclusive-threshold=15 --gen-suppressions=all --log-file=drd.txt ./threads || true
# All processes and the program itself write to one stream.
$vg --trace-children=yes --gen-suppressions=all ./family >family.txt 2>&1 || true
printf 'n\ny\nn\ny\nn\ny\nc\n' | $vg --gen-suppressions=yes --log-file=prompts.txt ./memory 2>/dev/null || true
$vg -s --log-file=many.txt ./many || true
$vg --log-file=crash.txt ./crash || true
$vg -q --gen-suppressions=all --log-file=quiet.txt ./memory 2>/dev/null || true
$vg --suppressions=broken.supp --log-file=refused.txt ./crash || true
# What the tool says of its own start and of the machine is of no interest.
grep -v -e '-- REDIR' -e '-- Reading' -e 'build-id' -e 'redirection' -e '-- *old:' -e '-- *new:' -e 'Linux version' \
  used.txt >used
mv used used.txt
mkdir -p "$here/logs"
cp ./*.txt "$here/logs"
