# A boot sector that writes a letter to the first serial port, reads its own sector again through the BIOS, counts a
# little, and powers the machine off: by ACPI where the BIOS has put that at port 0x600, else by isa-debug-exit at 0x501.
	.code16
	.globl _start
_start:
	cli
	xorw %ax, %ax
	movw %ax, %ds
	movw %ax, %es
	movw %ax, %ss
	movw $0x7c00, %sp
	sti
	movb %dl, drive-_start+0x7c00
	movw $0x3f8, %dx
	movb $'h', %al
	outb %al, %dx
	movw $0x0201, %ax	# one sector to 0x8000
	movw $0x0001, %cx
	xorb %dh, %dh
	movb drive-_start+0x7c00, %dl
	movw $0x8000, %bx
	int $0x13
	movw $2000, %cx
count:	incw %ax
	loop count
	movw $0x604, %dx
	movw $0x2000, %ax
	outw %ax, %dx
	movw $0x501, %dx
	outb %al, %dx
halt:	hlt
	jmp halt
drive:	.byte 0
	.org 510
	.word 0xaa55
