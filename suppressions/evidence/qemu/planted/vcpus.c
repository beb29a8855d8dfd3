/*
 * Virtual processors like QEMU's, without QEMU, for Helgrind and DRD: an own lock that hands over in turn, a thread pool, a main
 * loop. What the lock guards is no bug, though the tools see none; what is planted races in spite of it. The program is called qemu-…, so that
 * to a pattern its frames are frames of QEMU.
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
static GQueue requests = G_QUEUE_INIT;
static GString *answer;
static int handled;
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
/* As the parser of requests uses them, in a device that somebody writes. */
static void planted_race_queue(int number) {
  g_queue_push_tail(&requests, GINT_TO_POINTER(number + 1));
  g_queue_push_tail(&requests, GINT_TO_POINTER(number + 2));
  if (g_queue_get_length(&requests) > 1 && !g_queue_is_empty(&requests)) g_queue_peek_head(&requests);
  g_queue_pop_head(&requests);
}
static void planted_race_answer(int number) {
  g_string_truncate(answer, 0);
  g_string_insert_c(answer, -1, 'a' + number % 26);
  for (int i = 0; i < 200; i++) g_string_insert_c(answer, 0, 'x');
  g_string_append(answer, "nswer");
}
/* Below the loop of GLib, at some depths. */
static void planted_race_handler(void) { handled++; }
static void planted_handler_below(void) { planted_race_handler(); planted_race_queue(1); planted_race_answer(1); }
static void planted_handler_above(void) { planted_handler_below(); planted_race_handler(); }
static gboolean planted_source(gpointer unused) {
  (void)unused;
  planted_race_handler();
  planted_handler_above();
  return G_SOURCE_REMOVE;
}
static void run_loop(void) {
  GMainContext *context = g_main_context_new();
  GSource *source = g_idle_source_new();
  g_source_set_callback(source, planted_source, NULL, NULL);
  g_source_attach(source, context);
  g_source_unref(source);
  while (g_main_context_iteration(context, FALSE)) continue;
  g_main_context_unref(context);
}
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
  run_loop();
  for (int round = 0; round < rounds; round++) {
    vcpu_execute();
    planted_race_interrupt();
    planted_race_exit_request(round & 1);
    planted_race_dirty();
    planted_race_bottom_half(round);
    planted_race_console('v');
    planted_race_buffer(round);
    planted_race_queue(round);
    planted_race_answer(round);
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
  answer = g_string_new(NULL);
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
