/* The library that use-plugins loads: thread-local memory of a thread of its own, and a constructor that cleans up after itself. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local char counted[5000];
static char *name;

__attribute__((constructor)) static void begin(void) { name = strdup("plugin"); }
__attribute__((destructor)) static void end(void) { free(name); }

static void *count_here(void *arg) {
  counted[strlen(name)]++;
  return arg;
}

int count(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, count_here, NULL);
  pthread_join(thread, NULL);
  return 1;
}
