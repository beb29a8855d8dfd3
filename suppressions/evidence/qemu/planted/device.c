/*
 * Bugs of a device model inside Debian's own QEMU: this library is loaded into qemu-system-x86_64 by LD_PRELOAD and QEMU calls
 * it when the machine is done. So the bugs go through the functions, coroutines and callbacks of QEMU that its noise comes through.
 */
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What QEMU exports. The names are weak, for valgrind and timeout load this library, too, and have none of them. */
#define QEMU __attribute__((weak)) extern

typedef struct Notifier {
  void (*notify)(struct Notifier *notifier, void *data);
  void *next, **previous;
} Notifier;
typedef struct {
  uintptr_t opaque[16];
} QemuThread;
typedef struct {
  uintptr_t opaque[32];
} QEMUTimer;

QEMU void qemu_add_machine_init_done_notifier(Notifier *notifier);
QEMU void *object_new(const char *type);
QEMU void object_ref(void *object);
QEMU void object_unref(void *object);
QEMU const char *object_get_typename(const void *object);
QEMU void *object_get_root(void);
QEMU char *object_get_canonical_path(const void *object);
QEMU void *qdict_new(void);
QEMU void qdict_put_str(void *dict, const char *key, const char *value);
QEMU void *qlist_new(void);
QEMU void qlist_append_str(void *list, const char *value);
QEMU void error_setg_internal(void **error, const char *file, int line, const char *function, const char *format, ...);
QEMU void *qemu_coroutine_create(void (*entry)(void *opaque), void *opaque);
QEMU void qemu_coroutine_enter(void *coroutine);
QEMU void qemu_coroutine_yield(void);
QEMU void qemu_thread_create(QemuThread *thread, const char *name, void *(*start)(void *), void *argument, int mode);
QEMU void *qemu_memalign(size_t alignment, size_t size);
QEMU char *qemu_find_file(int type, const char *name);
QEMU void *keyval_parse(const char *text, const char *implied, int *help, void **error);
QEMU uint32_t crc32c(uint32_t crc, const uint8_t *data, unsigned length);
QEMU void timer_init_full(QEMUTimer *timer, void *group, int type, int scale, int attributes, void (*callback)(void *),
                          void *opaque);
QEMU void timer_mod(QEMUTimer *timer, int64_t expire);
QEMU void *main_loop_tlg;
QEMU void *qemu_get_cpu(int index);
QEMU int kvm_set_one_reg(void *cpu, uint64_t id, void *source);
QEMU void *qemu_get_aio_context(void);
QEMU void memory_region_init_io(void *region, void *owner, const void *ops, void *opaque, const char *name, uint64_t size);
QEMU void *aio_context_new(void **error);
QEMU void aio_bh_schedule_oneshot(void *context, void (*callback)(void *), void *opaque); /* until QEMU 6.1 */
QEMU void aio_bh_schedule_oneshot_full(void *context, void (*callback)(void *), void *opaque, const char *name);
QEMU void qemu_set_fd_handler(int fd, void (*read)(void *), void (*write)(void *), void *opaque);
QEMU int gnutls_priority_init(void **cache, const char *priorities, const char **position);

/* QEMU calls back when its machine is made, as it calls acpi_setup. */
static void machine_done(Notifier *notifier, void *data);
static Notifier notifier = {machine_done};
__attribute__((constructor)) static void begin(void) {
  if (qemu_add_machine_init_done_notifier) qemu_add_machine_init_done_notifier(&notifier);
}

static char *volatile rom;
static void rom_keep(const char *data, size_t size) {
  free(rom);
  rom = memcpy(malloc(size), data, size);
}
/* The leak of the talk: the blob is copied, the array around it freed, its data forgotten. */
static void planted_leak_acpi_table(void) {
  GArray *table = g_array_new(FALSE, TRUE, 1);
  g_array_append_vals(table, "FACP", 4);
  g_array_set_size(table, 4096);
  rom_keep(table->data, table->len);
  g_array_free(table, FALSE);
}
static void planted_leak_object(void) { object_get_typename(object_new("container")); }
static void planted_leak_reference(void) {
  void *object = object_new("rng-random");
  object_ref(object);
  object_unref(object);
}
static void planted_leak_path(void) { g_free(NULL), object_get_canonical_path(object_get_root()); }
static void planted_leak_dict(void) {
  void *dict = qdict_new();
  qdict_put_str(dict, "driver", "qcow2");
  qdict_put_str(dict, "node-name", "disk");
}
static void planted_leak_list(void) { qlist_append_str(qlist_new(), "an element"); }
static void planted_leak_keyval(void) { keyval_parse("driver=raw,file.driver=file,file.filename=x", NULL, NULL, NULL); }
static void planted_leak_error(void) {
  void *error = NULL;
  error_setg_internal(&error, "device.c", 1, "realize", "no %s here", "bus");
}
static void planted_leak_block_buffer(void) { memset(qemu_memalign(512, 1024), 0, 1024); }
static void planted_leak_file_name(void) { qemu_find_file(0, "bios-256k.bin"); }
static void planted_leak_id(void) {
  GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
  g_hash_table_insert(ids, g_strdup_printf("drive%d", 4), NULL);
  g_hash_table_destroy(ids); /* nobody told it to free keys */
}

static void planted_leak_in_coroutine(void *opaque) {
  char *request = g_malloc0(96);
  request[0] = *(char *)opaque;
  qemu_coroutine_yield();
}
static void run_coroutine(void) {
  void *coroutine = qemu_coroutine_create(planted_leak_in_coroutine, "r");
  qemu_coroutine_enter(coroutine);
  qemu_coroutine_enter(coroutine);
}

/* A thread that nobody joins. */
static void *idle(void *unused) { return unused; }
static void planted_leak_thread(void) {
  QemuThread thread;
  qemu_thread_create(&thread, "planted", idle, NULL, 0);
  usleep(200000);
  memset(&thread, 0, sizeof thread);
}

static void planted_use_after_free(void) {
  char *state = g_malloc0(64);
  g_free(state);
  if (state[8]) rom_keep(state, 1);
}
static void planted_object_after_free(void) {
  void *object = object_new("container");
  object_unref(object);
  object_get_typename(object);
}
static void planted_uninit_checksum(void) {
  uint8_t *sector = g_malloc(64);
  if (crc32c(0, sector, 64) == 7) rom_keep("7", 1);
  g_free(sector);
}
static void planted_uninit_key(void) {
  void *dict = qdict_new();
  char *name = g_malloc(16);
  name[15] = 0;
  qdict_put_str(dict, "name", name);
  qdict_put_str(dict, name, "value");
  g_free(name);
}
/* Without KVM the call fails, after Memcheck has looked at it. */
static void planted_uninit_register(void) {
  uint64_t ids[2], value = 0;
  kvm_set_one_reg(qemu_get_cpu(0), ids[getpid() & 1], &value);
}
static char *volatile kept;
static void planted_keep_name(void) { kept = g_strdup("kept by the device"); }

/* What QEMU makes for us in the end stays reachable because we keep it. */
static GArray *volatile sizes;
static GSource *volatile source;
static void *volatile context, *volatile coroutine, *volatile priorities;
static void planted_keep_array(void) { sizes = g_array_sized_new(FALSE, FALSE, 4, 100); }
static gboolean again(void *unused) { return unused == NULL; }
static void planted_keep_source(void) {
  source = g_timeout_source_new_seconds(1000);
  g_source_set_callback(source, again, NULL, NULL);
  g_source_attach(source, NULL);
}
static void planted_keep_context(void) { context = aio_context_new(NULL); }
static void not_yet(void *unused) { (void)unused; }
static void planted_keep_coroutine(void) { coroutine = qemu_coroutine_create(not_yet, NULL); }
static void planted_keep_priorities(void) { gnutls_priority_init((void **)&priorities, "NORMAL", NULL); }
static void planted_keep_handler(void) {
  int ends[2];
  if (pipe(ends) == 0) qemu_set_fd_handler(ends[0], not_yet, NULL, NULL);
}

/*
 * Bottom halves, which come again and again: some of them from within a command of the monitor that waits for the disk. Of some blocks only
 * the middle is known in the end.
 */
static char *volatile middles[300], *volatile wholes[300];
static void planted_leak_in_bottom_half(int round) {
  g_malloc0(112);
  middles[round] = (char *)g_malloc0(72) + 16;
}
static void planted_keep_in_bottom_half(int round) { wholes[round] = g_malloc0(80); }
static void bottom_half(void *unused);
static void schedule(void) {
  if (aio_bh_schedule_oneshot_full) aio_bh_schedule_oneshot_full(qemu_get_aio_context(), bottom_half, NULL, "planted");
  else aio_bh_schedule_oneshot(qemu_get_aio_context(), bottom_half, NULL);
}
static void bottom_half(void *unused) {
  static int round;
  (void)unused;
  planted_leak_in_bottom_half(round);
  planted_keep_in_bottom_half(round);
  if (++round < 300) schedule();
}

/* Nobody knows the beginning of the device, only the memory region in it. */
static void planted_leak_region(void) {
  static const uint64_t ops[64];
  char *device = g_malloc0(2048);
  memory_region_init_io(device + 512, NULL, ops, NULL, "planted", 64);
}

static void timer_expired(void *opaque);
static QEMUTimer *timer;
static void planted_leak_in_timer(void) { g_strdup("for each time that the timer expires"); }
static void timer_expired(void *unused) {
  (void)unused;
  planted_leak_in_timer();
}

/* What lies here may be mistaken for pointers. */
static void wipe_stack(void) {
  volatile char waste[8192];
  for (unsigned i = 0; i < sizeof waste; i++) waste[i] = 0;
}

static void machine_done(Notifier *unused, void *data) {
  (void)unused, (void)data;
  static void (*const bugs[])(void) = {
      planted_leak_acpi_table,   planted_leak_object,    planted_leak_reference,    planted_leak_path,
      planted_leak_dict,         planted_leak_list,      planted_leak_keyval,       planted_leak_error,
      planted_leak_block_buffer, planted_leak_file_name, planted_leak_id,           run_coroutine,
      planted_leak_thread,       planted_use_after_free, planted_object_after_free, planted_uninit_checksum,
      planted_uninit_key,        planted_keep_name,      planted_keep_array,        planted_keep_source,
      planted_keep_context,      planted_keep_coroutine, planted_keep_priorities,   planted_keep_handler,
      planted_uninit_register, schedule,       planted_leak_region,
  };
  for (unsigned i = 0; i < sizeof bugs / sizeof *bugs; i++) bugs[i](), wipe_stack();
  timer = calloc(1, sizeof *timer);
  timer_init_full(timer, &main_loop_tlg, 0, 1, 0, timer_expired, NULL);
  timer_mod(timer, 1);
}
