// Errors of threads: a race, two lock orders, a refused call, a lock that is held long.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t second = PTHREAD_MUTEX_INITIALIZER;
static int counter;

static void *worker(void *unused) {
  (void)unused;
  // Valgrind does not escape this in XML.
  pthread_setname_np(pthread_self(), "a<b&c>");
  counter++;
  pthread_mutex_lock(&second);
  pthread_mutex_lock(&first);
  usleep(20000);
  pthread_mutex_unlock(&first);
  pthread_mutex_unlock(&second);
  return NULL;
}

int main(void) {
  pthread_t thread;
  pthread_mutex_lock(&first);
  pthread_mutex_lock(&second);
  pthread_mutex_unlock(&second);
  pthread_mutex_unlock(&first);
  pthread_create(&thread, NULL, worker, NULL);
  counter++;
  pthread_join(thread, NULL);
  pthread_mutex_unlock(&first);
  return 0;
}
