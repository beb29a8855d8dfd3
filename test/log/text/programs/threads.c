/* Errors of Helgrind and drd: a race under a lock, two lock orders, misuse of a mutex, a lock held for long. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, b = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t ready = PTHREAD_COND_INITIALIZER;
static int shared;
static pthread_mutex_t *no_mutex;

__attribute__((noinline)) static void bump(void) { shared++; }

static void *worker(void *unused) {
  pthread_mutex_lock(&a);
  pthread_mutex_lock(&b);
  bump();
  pthread_mutex_unlock(&b);
  pthread_mutex_unlock(&a);
  return unused;
}

__attribute__((noinline)) static void other_order(void) {
  pthread_mutex_lock(&b);
  pthread_mutex_lock(&a);
  usleep(20000);
  pthread_mutex_unlock(&a);
  pthread_mutex_unlock(&b);
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, worker, 0);
  bump();
  pthread_join(thread, 0);
  other_order();
  pthread_mutex_unlock(&a);
  pthread_cond_signal(&ready);
  no_mutex = calloc(1, sizeof *no_mutex);
  pthread_mutex_unlock(no_mutex);
  pthread_mutex_lock(&b);
  pthread_mutex_destroy(&b);
  pthread_mutex_unlock(&b);
  free(no_mutex);
  return 0;
}
