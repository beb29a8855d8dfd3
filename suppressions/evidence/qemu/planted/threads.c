/*
 * Races of a device model inside Debian's own QEMU, for Helgrind and DRD: this library is loaded into qemu-system-x86_64 by LD_PRELOAD.
 * Its threads are QEMU's, and so are the timers, coroutines and containers that they share without a lock. They meet again
 * and again, for neither tool sees a race of which it does not see both sides.
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
} QemuMutex, QEMUTimer;

QEMU void qemu_add_machine_init_done_notifier(Notifier *notifier);
QEMU void *qdict_new(void);
QEMU void qdict_put_str(void *dict, const char *key, const char *value);
QEMU void *qemu_coroutine_create(void (*entry)(void *opaque), void *opaque);
QEMU void qemu_coroutine_enter(void *coroutine);
QEMU void qemu_thread_create(QemuThread *thread, const char *name, void *(*start)(void *), void *argument, int mode);
QEMU void qemu_mutex_init(QemuMutex *mutex);
QEMU void qemu_mutex_lock_impl(QemuMutex *mutex, const char *file, int line);
QEMU void qemu_mutex_unlock_impl(QemuMutex *mutex, const char *file, int line);
QEMU void timer_init_full(QEMUTimer *timer, void *group, int type, int scale, int attributes, void (*callback)(void *),
                          void *opaque);
QEMU void timer_mod(QEMUTimer *timer, int64_t expire);
QEMU int64_t qemu_clock_get_ns(int type);
QEMU void qemu_iovec_reset(void *vector);
QEMU void *main_loop_tlg;

/* QEMU calls back when its machine is made, as it calls acpi_setup. */
static void machine_done(Notifier *notifier, void *data);
static Notifier notifier = {machine_done};
__attribute__((constructor)) static void begin(void) {
  if (qemu_add_machine_init_done_notifier) qemu_add_machine_init_done_notifier(&notifier);
}

enum { rounds = 20 };
static volatile int counter, interrupts, requests, expired;
static GQueue *queue;
static GHashTable *table;
static void *dict;

static void planted_race_counter(void) { counter++; }
static void planted_race_interrupt(void) { interrupts |= 1 << counter % 8; }
static void planted_race_queue(int number) { g_queue_push_tail(queue, GINT_TO_POINTER(number)); }
static void planted_race_table(int number) { g_hash_table_insert(table, GINT_TO_POINTER(number % 4 + 1), table); }
static void planted_race_dict(int number) { qdict_put_str(dict, number % 2 ? "odd" : "even", "a value"); }
static void planted_race_coroutine(void *unused) {
  (void)unused;
  requests++;
}
static void planted_race_timer(void) { expired++; }
/* GLib calls a function of QEMU for us. */
static GSList *vectors;
static void planted_race_vector(void) { g_slist_foreach(vectors, (GFunc)qemu_iovec_reset, NULL); }

static QemuMutex bus, device;
/* Helgrind only: the one order, then the other. */
static void planted_lock_order(int turned) {
  qemu_mutex_lock_impl(turned ? &device : &bus, "threads.c", 1);
  qemu_mutex_lock_impl(turned ? &bus : &device, "threads.c", 2);
  qemu_mutex_unlock_impl(turned ? &bus : &device, "threads.c", 3);
  qemu_mutex_unlock_impl(turned ? &device : &bus, "threads.c", 4);
}

static QEMUTimer *timer;
static void timer_expired(void *left) {
  planted_race_timer();
  if (GPOINTER_TO_INT(left) > 0) timer_mod(timer, qemu_clock_get_ns(0) + 1000000);
}

/* One after the other by time alone: containers must not break, and no lock makes that an order. */
static void *work(void *first) {
  if (first) usleep(300000);
  for (int round = 0; round < rounds; round++) {
    planted_race_counter();
    planted_race_interrupt();
    planted_race_queue(round);
    planted_race_table(round);
    planted_race_dict(round);
    planted_race_timer();
    planted_race_vector();
    qemu_coroutine_enter(qemu_coroutine_create(planted_race_coroutine, NULL));
    planted_lock_order(first != NULL);
  }
  return NULL;
}

static void machine_done(Notifier *unused, void *data) {
  (void)unused, (void)data;
  queue = g_queue_new();
  table = g_hash_table_new(NULL, NULL);
  dict = qdict_new();
  vectors = g_slist_prepend(NULL, calloc(1, 256));
  qemu_mutex_init(&bus);
  qemu_mutex_init(&device);
  timer = calloc(1, sizeof *timer);
  timer_init_full(timer, &main_loop_tlg, 0, 1, 0, timer_expired, GINT_TO_POINTER(1));
  timer_mod(timer, qemu_clock_get_ns(0) + 1000000);
  static QemuThread first, second;
  qemu_thread_create(&first, "planted 1", work, NULL, 1);
  qemu_thread_create(&second, "planted 2", work, &second, 1);
  usleep(1000000);
}
