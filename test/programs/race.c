/* Two threads that never run at once and still share data without a lock, and misuse of locks. */
#include <pthread.h>
#include <unistd.h>

#define CALL __attribute__((noinline))

static int shared_first, shared_second;
static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER;
static int turn[2];

CALL void bump(int *counter) { ++*counter; }
CALL void bump_far(int *counter) { bump(counter); }

CALL void take_both(pthread_mutex_t *first, pthread_mutex_t *second) {
  pthread_mutex_lock(first);
  pthread_mutex_lock(second);
  pthread_mutex_unlock(second);
  pthread_mutex_unlock(first);
}

CALL void release_free(pthread_mutex_t *mutex) { pthread_mutex_unlock(mutex); }

/* Orders the threads in time, by what no thread checker takes for an order. */
CALL static void wait_for_turn(void) {
  char byte;
  while (read(turn[0], &byte, 1) != 1) continue;
}

static void *work(void *unused) {
  (void)unused;
  wait_for_turn();
  bump(&shared_first);
  bump_far(&shared_second);
  return NULL;
}

int main(void) {
  pthread_t thread;
  if (pipe(turn) != 0) return 1;
  pthread_create(&thread, NULL, work, NULL);
  bump(&shared_first);
  bump_far(&shared_second);
  if (write(turn[1], "x", 1) != 1) return 1;
  pthread_join(thread, NULL);
  take_both(&a, &b);
  take_both(&b, &a);
  release_free(&a);
  return 0;
}
