# Serves a disk under Valgrind, and reads and writes it as another process.
$VG qemu-nbd -k "$PWD/nbd.sock" -f qcow2 disk.qcow2 &
for i in $(seq 300); do
  [ -S nbd.sock ] && break
  sleep 0.1
done
qemu-io -f raw -c 'write 0 64k' -c 'read 0 64k' "nbd:unix:$PWD/nbd.sock"
wait
