#!/bin/sh
# Records the logs of this folder anew: programs of Debian 12 (amd64) as they are, under Valgrind. Writes
# packages, the versions in use. Needs valgrind, libc6-dbg and the packages named at its end.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=/tmp/chaff-debian
mkdir "$work"
trap 'rm -rf "$work"' EXIT
cd "$work"
echo quit >quit
echo 'some text' >note.txt
echo '<?xml version="1.0"?><a><b/></a>' >a.xml
mkdir repo
(cd repo && git init -q && git -c user.name=a -c user.email=a@example.org commit -q --allow-empty -m a && echo a >a)
qemu-img create -q -f qcow2 disk.qcow2 1M
rm -f "$here"/*.xml "$here"/*.txt "$here"/*.gz

all='--leak-check=full --show-leak-kinds=all'
lost='--leak-check=full --show-leak-kinds=definite,possible'

# run NAME FORM TOOL OPTIONS COMMAND...; FORM is xml or txt, with .gz to compress
run() {
  name=$1 form=$2 tool=$3 options=$4
  shift 4
  case $form in
  xml*) log="--xml=yes --xml-file=$name.xml" ;;
  *) log="--log-fd=9" ;; # which children share, where they would overwrite a file
  esac
  echo "$name: valgrind --tool=$tool $options $*"
  env -i HOME="$work" PATH=/usr/bin:/bin LC_ALL=C PYTHONMALLOC=malloc valgrind --tool=$tool --num-callers=40 --gen-suppressions=all \
    $options $log "$@" <quit >/dev/null 2>&1 9>"$name.fd" || echo "$name: exit code $?"
  case $form in txt*) mv "$name.fd" "$name.txt" ;; esac
  file=$name.${form%.gz}
  case $form in *.gz) gzip -9n "$file" && file=$file.gz ;; esac
  mv "$file" "$here"
}

run bash xml.gz memcheck "$all" bash -c 'x=1; echo $((x + 1))'
# Without --trace-children the log ends at the exec, in the middle of the document.
run exec-unfinished xml memcheck "$all" env gio info note.txt
run gdbus-help xml.gz memcheck "$all" gdbus help
run gio-info xml.gz memcheck "$all" gio info note.txt
run gio-info-lost txt memcheck "$lost -s" gio info note.txt
run gio-list-helgrind xml helgrind '' gio list .
run gio-list-helgrind txt helgrind '' gio list .
run git-status xml.gz memcheck "$all" git -C repo status --short
run git-status-lost txt memcheck "$lost" git -C repo status --short
run gsettings xml.gz memcheck "$all" gsettings list-schemas
run python-malloc xml.gz memcheck "$all" /usr/bin/python3.11 -I -c pass
run qemu-cpu-help xml memcheck "$lost" qemu-system-x86_64 -cpu help
run qemu-img-create xml.gz memcheck "$all" qemu-img create -q -f qcow2 new.qcow2 1M
run qemu-img-create txt.gz memcheck "$all" qemu-img create -q -f qcow2 new.qcow2 1M
run qemu-img-drd xml.gz drd '' qemu-img convert -O raw disk.qcow2 disk.raw
run qemu-img-helgrind xml.gz helgrind '' qemu-img convert -O raw disk.qcow2 disk.raw
run qemu-img-helgrind txt.gz helgrind '' qemu-img convert -O raw disk.qcow2 disk.raw
run qemu-machine xml.gz memcheck "$lost" \
  qemu-system-x86_64 -display none -nodefaults -accel tcg -S -monitor stdio
run shell-children txt memcheck "$lost --trace-children=yes" bash -c 'gio cat note.txt; qemu-img info disk.qcow2'
run xmllint xml memcheck "$all" xmllint --noout a.xml

dpkg-query -W -f '${Package} ${Version}\n' bash git libc6 libc6-dbg libglib2.0-0 libglib2.0-bin libxml2 \
  libxml2-utils python3.11-minimal qemu-system-x86 qemu-utils valgrind >"$here/packages"
