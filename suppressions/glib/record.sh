#!/bin/sh
# Records the raw material of the pack for GLib anew, with real.supp: programs of Debian 12 (amd64) that are
# little else than GLib, and planted.c. Writes packages, the versions in use. Needs gcc, libglib2.0-dev,
# valgrind, libc6-dbg, dbus, awk and the packages named at its end.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=/tmp/chaff-glib
mkdir "$work"
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir -p "$here/logs"
rm -f "$here"/logs/*.gz
echo 'some text' >note.txt
mkdir folder
touch folder/a folder/b.png
resource=/usr/share/gtk-3.0/emoji/fr.gresource

# run NAME COMMAND...; a first word of `session` puts it on a session bus of its own
run() {
  name=$1 bus=
  shift
  if [ "$1" = session ]; then bus='dbus-run-session --' && shift; fi
  echo "$name: $*"
  env -i HOME="$work" PATH=/usr/bin:/bin LC_ALL=C.UTF-8 XDG_RUNTIME_DIR="$work" $bus \
    valgrind --leak-check=full --show-leak-kinds=all --num-callers=40 --gen-suppressions=all \
    ${form:---xml=yes --xml-file=log} "$@" >/dev/null 2>&1 || echo "$name: exit code $?"
  [ -n "${form:-}" ] || gzip -9n <log >"$here/logs/$name.xml.gz"
}

run gapplication-list gapplication list-apps
run gdbus-call session gdbus call --session --dest org.freedesktop.DBus --object-path / --method org.freedesktop.DBus.ListNames
run gdbus-introspect session gdbus introspect --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus
run gio-cat gio cat note.txt
run gio-copy gio copy note.txt copy.txt
run gio-info gio info note.txt
run gio-list gio list -l folder
run gio-mime gio mime text/plain
run glib-compile-schemas glib-compile-schemas --dry-run /usr/share/glib-2.0/schemas
run gresource-details gresource details "$resource"
run gsettings-list gsettings list-schemas
run gsettings-set session gsettings set org.gnome.desktop.interface clock-format 12h

cp "$here/planted.c" .
gcc -g -O0 -Wall -Wextra -o planted planted.c $(pkg-config --cflags --libs gio-2.0)
run planted ./planted
form='--log-file=planted.txt'
run planted ./planted
awk -f "$here/real.awk" planted.txt >"$here/real.supp"

dpkg-query -W -f '${Package} ${Version}\n' dconf-gsettings-backend gsettings-desktop-schemas libc6 libc6-dbg \
  libglib2.0-0 libglib2.0-bin libgtk-3-common valgrind >"$here/packages"
