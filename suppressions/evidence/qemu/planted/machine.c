/*
 * A machine like QEMU, without QEMU: tables in GArray, coroutines by ucontext, a home-made lock, KVM (where /dev/kvm cannot be opened
 * Memcheck looks at what would be handed over all the same). The names of its functions are those of QEMU, as a fork's are.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <glib.h>
#include <linux/kvm.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

/* ---- KVM ---- */

static int vm, vcpu;
static int kvm_vm_ioctl(unsigned long type, void *argument) { return ioctl(vm, type, argument); }
static int kvm_vcpu_ioctl(unsigned long type, void *argument) { return ioctl(vcpu, type, argument); }

/* Padding: no bug, the kernel does not read it. */
static void kvm_pit_put(void) {
  struct kvm_pit_state2 pit;
  memset(&pit.channels, 0, sizeof pit.channels);
  pit.flags = 0;
  kvm_vm_ioctl(KVM_SET_PIT2, &pit);
}
static void planted_uninit_pit_flags(void) {
  struct kvm_pit_state2 pit;
  memset(&pit.channels, 0, sizeof pit.channels);
  memset(&pit.reserved, 0, sizeof pit.reserved);
  kvm_vm_ioctl(KVM_SET_PIT2, &pit);
}
static void planted_uninit_clock(void) {
  struct kvm_clock_data clock;
  memset(&clock, 0, sizeof clock);
  uint32_t flags[2];
  clock.flags = flags[getpid() & 1];
  kvm_vm_ioctl(KVM_SET_CLOCK, &clock);
}
static void kvm_arch_put_registers(const struct kvm_regs *regs) { kvm_vcpu_ioctl(KVM_SET_REGS, (void *)regs); }
static void planted_uninit_registers(void) {
  struct kvm_regs regs;
  memset(&regs, 0, offsetof(struct kvm_regs, rip));
  regs.rflags = 2;
  kvm_arch_put_registers(&regs);
}
static void planted_uninit_events(void) {
  struct kvm_vcpu_events events;
  memset(&events, 0, sizeof events);
  uint8_t pending[2];
  events.nmi.pending = pending[getpid() & 1];
  kvm_vcpu_ioctl(KVM_SET_VCPU_EVENTS, &events);
}

/* ---- tables, objects, options ---- */

static char *volatile rom;
static void rom_add_blob(const void *data, size_t size) {
  free(rom);
  rom = memcpy(malloc(size), data, size);
}
static void acpi_align_size(GArray *blob, unsigned align) { g_array_set_size(blob, (blob->len + align - 1) / align * align); }
static void planted_leak_acpi_setup(void) {
  GArray *table = g_array_new(FALSE, TRUE, 1);
  g_array_append_vals(table, "DSDT", 4);
  acpi_align_size(table, 4096);
  rom_add_blob(table->data, table->len);
  g_array_free(table, FALSE);
}

typedef struct Object {
  GHashTable *properties;
  unsigned ref;
  char state[40];
} Object;
static Object *object_new(const char *type) {
  Object *object = g_malloc0(sizeof *object);
  object->ref = 1;
  object->properties = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert(object->properties, g_strdup("type"), g_strdup(type));
  return object;
}
static void object_unref(Object *object) {
  if (--object->ref > 0) return;
  g_hash_table_destroy(object->properties);
  g_free(object);
}
static void planted_leak_object(void) { object_new("e1000")->ref++; }
static int planted_use_after_unref(void) {
  Object *object = object_new("ide-hd");
  object_unref(object);
  return object->state[3] ? 1 : 0;
}
static void planted_free_twice(void) {
  char *buffer = malloc(512);
  free(buffer);
  if (vm != -2) free(buffer);
}
static void planted_leak_options(void) {
  GSList *options = NULL;
  options = g_slist_prepend(options, g_strdup("if=none"));
  options = g_slist_prepend(options, g_strdup("id=hd"));
  g_slist_free(options);
}
static GPtrArray *notifiers;
static void planted_keep_notifier(void) {
  notifiers = g_ptr_array_new();
  g_ptr_array_add(notifiers, g_strdup("machine done"));
}

/* ---- block layer ---- */

static void *qemu_memalign(size_t alignment, size_t size) {
  void *buffer;
  return posix_memalign(&buffer, alignment, size) ? abort(), NULL : buffer;
}
static void planted_leak_block_buffer(void) { memset(qemu_memalign(4096, 8192), 0, 8192); }
static void planted_uninit_header(void) {
  int disk = open("planted.img", O_RDWR | O_CREAT | O_TRUNC, 0600);
  char *header = qemu_memalign(512, 512);
  memcpy(header, "QFI\xfb", 4);
  if (pwrite(disk, header, 512, 0) < 0) abort();
  free(header);
  close(disk);
}

/* ---- coroutines ---- */

typedef struct Coroutine {
  void *stack;
  ucontext_t context, caller;
  void (*entry)(struct Coroutine *);
} Coroutine;
static void coroutine_trampoline(unsigned low, unsigned high) {
  Coroutine *self = (Coroutine *)((uintptr_t)low | (uintptr_t)high << 32);
  self->entry(self);
  swapcontext(&self->context, &self->caller);
}
static Coroutine *qemu_coroutine_new(void (*entry)(Coroutine *)) {
  Coroutine *co = g_malloc0(sizeof *co);
  co->entry = entry;
  co->stack = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  getcontext(&co->context);
  co->context.uc_stack.ss_sp = co->stack;
  co->context.uc_stack.ss_size = 1 << 20;
  makecontext(&co->context, (void (*)(void))coroutine_trampoline, 2, (unsigned)(uintptr_t)co,
              (unsigned)((uintptr_t)co >> 32));
  return co;
}
static void qemu_coroutine_enter(Coroutine *co) { swapcontext(&co->caller, &co->context); }
static void qemu_coroutine_yield(Coroutine *co) { swapcontext(&co->context, &co->caller); }
static void planted_leak_request(Coroutine *co) {
  char *request = g_malloc0(200);
  request[0] = 1;
  qemu_coroutine_yield(co);
}
static void idle(Coroutine *co) { (void)co; }
static void planted_leak_coroutine(void) {
  Coroutine *co = qemu_coroutine_new(idle);
  qemu_coroutine_enter(co);
  munmap(co->stack, 1 << 20);
}
static void run_request(void) {
  Coroutine *co = qemu_coroutine_new(planted_leak_request);
  qemu_coroutine_enter(co);
  munmap(co->stack, 1 << 20);
  g_free(co);
}

/* ---- threads ---- */

static void *qemu_thread_start(void *unused) { return unused; }
static void qemu_thread_create(pthread_t *thread) { pthread_create(thread, NULL, qemu_thread_start, NULL); }
static void planted_leak_thread(void) {
  pthread_t thread;
  qemu_thread_create(&thread);
  usleep(100000);
}

/* ---- a fork's functions have the names of QEMU's: what is lost below them is ours ---- */

static char *volatile middle[16];
static unsigned lost;
static void planted_leak_middle(void) { middle[lost++ % 16] = (char *)g_malloc0(88) + 24; }
static void vnc_init_func(void) { planted_leak_middle(); }
static void user_creatable_complete(void) { planted_leak_middle(); }
static void user_creatable_add_type(void) { user_creatable_complete(); }
static void user_creatable_add_qapi(void) { user_creatable_add_type(); }
static void mttcg_start_vcpu_thread(void) { planted_leak_middle(); }
static void qemu_init_vcpu(void) { mttcg_start_vcpu_thread(); }
static void aio_bh_poll(void) { planted_leak_middle(); }
static void aio_poll(void) { aio_bh_poll(); }
static void aio_dispatch(void) { aio_bh_poll(); }
static void call_init(void) { planted_leak_middle(); }
static void blk_pread(void) { planted_leak_middle(); }
static void bdrv_open(void) { blk_pread(); }
static void bdrv_create(void) { planted_leak_middle(); }
static void vga_init(void) { planted_leak_middle(); }
static void object_property_set(void) { planted_leak_middle(); }
static void fork_functions(void) {
  vnc_init_func();
  user_creatable_add_qapi();
  qemu_init_vcpu();
  aio_poll();
  aio_dispatch();
  call_init();
  bdrv_open();
  bdrv_create();
  vga_init();
  object_property_set();
}

static void wipe_stack(void) {
  volatile char waste[16384];
  for (unsigned i = 0; i < sizeof waste; i++) waste[i] = 0;
}

int main(void) {
  int kvm = open("/dev/kvm", O_RDWR);
  vm = ioctl(kvm, KVM_CREATE_VM, 0);
  vcpu = ioctl(vm, KVM_CREATE_VCPU, 0);
  object_unref(object_new("machine"));
  kvm_pit_put();
  planted_uninit_pit_flags();
  planted_uninit_clock();
  planted_uninit_registers();
  planted_uninit_events();
  planted_leak_acpi_setup();
  wipe_stack();
  planted_leak_object();
  wipe_stack();
  planted_use_after_unref();
  planted_free_twice();
  planted_leak_options();
  wipe_stack();
  planted_keep_notifier();
  planted_leak_block_buffer();
  wipe_stack();
  planted_uninit_header();
  run_request();
  wipe_stack();
  planted_leak_coroutine();
  wipe_stack();
  planted_leak_thread();
  fork_functions();
  wipe_stack();
  free(rom);
  return 0;
}
