/*
 * Virtual processors like QEMU's, without QEMU, for Helgrind and DRD: an own lock that hands over in turn, a thread pool, a main
 * loop. What the lock guards is no bug, though the tools see none; what is planted races in spite of it.
 */
#include <glib.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A ticket lock by atomics alone, as QEMU's rfifolock and spin locks were. */
static atomic_uint next_ticket, now_serving;
static void big_lock(void) {
  unsigned ticket = atomic_fetch_add(&next_ticket, 1);
  while (atomic_load(&now_serving) != ticket) sched_yield();
}
static void big_unlock(void) { atomic_fetch_add(&now_serving, 1); }

enum { rounds = 20 };
static int machine_state, interrupt_request, exit_request, dirty_pages, completed;
static GList *bottom_halves;
static GString *console;
static char *shared_buffer;
static pthread_mutex_t bus = PTHREAD_MUTEX_INITIALIZER, device = PTHREAD_MUTEX_INITIALIZER;

static void vcpu_execute(void) {
  big_lock();
  machine_state++;
  big_unlock();
}
static void planted_race_interrupt(void) { interrupt_request ^= 2; }
static int planted_race_exit_request(int value) { return exit_request != value ? exit_request = value : 0; }
static void planted_race_dirty(void) { dirty_pages++; }
static void planted_race_bottom_half(int number) { bottom_halves = g_list_prepend(bottom_halves, GINT_TO_POINTER(number)); }
static void planted_race_console(char letter) { g_string_append_c(console, letter); }
static void planted_race_buffer(int byte) { memset(shared_buffer, byte, 64); }
static void planted_race_completion(void) { completed++; }
static void planted_lock_order(int turned) {
  pthread_mutex_lock(turned ? &device : &bus);
  pthread_mutex_lock(turned ? &bus : &device);
  pthread_mutex_unlock(turned ? &bus : &device);
  pthread_mutex_unlock(turned ? &device : &bus);
}
/* Both tools: a lock that another thread holds is not ours to unlock. */
static pthread_mutex_t foreign = PTHREAD_MUTEX_INITIALIZER;
static void planted_unlock_foreign(void) { pthread_mutex_unlock(&foreign); }

/* Threads follow each other by time alone, so that containers do not break. */
static void *qemu_vcpu_thread_fn(void *second) {
  if (second) usleep(400000);
  for (int round = 0; round < rounds; round++) {
    vcpu_execute();
    planted_race_interrupt();
    planted_race_exit_request(round & 1);
    planted_race_dirty();
    planted_race_bottom_half(round);
    planted_race_console('v');
    planted_race_buffer(round);
    planted_lock_order(second != NULL);
  }
  return NULL;
}
static void *worker_thread(void *unused) {
  (void)unused;
  planted_race_completion();
  planted_unlock_foreign();
  usleep(600000);
  planted_race_completion();
  return NULL;
}

int main(void) {
  pthread_t threads[3];
  console = g_string_new(NULL);
  shared_buffer = malloc(64);
  pthread_mutex_lock(&foreign);
  pthread_create(&threads[0], NULL, qemu_vcpu_thread_fn, NULL);
  pthread_create(&threads[1], NULL, qemu_vcpu_thread_fn, console);
  pthread_create(&threads[2], NULL, worker_thread, NULL);
  usleep(200000);
  planted_race_completion();
  for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
  return machine_state == 2 * rounds ? 0 : 1;
}
