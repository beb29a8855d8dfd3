# The disks of the runs: boot.img boots from boot.s and powers off; disk.raw and disk.qcow2 hold something.
as --32 -o boot.o boot.s
objcopy -O binary -j .text boot.o boot.img
truncate -s 1M boot.img
qemu-img create -q -f raw disk.raw 4M
qemu-img create -q -f qcow2 disk.qcow2 8M
qemu-io -c 'write -q -P 7 0 300k' -c 'write -q -P 9 2M 64k' disk.qcow2
