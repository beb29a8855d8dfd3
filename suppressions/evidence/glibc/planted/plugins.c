/*
 * A program and, with PLUGIN defined, its plugin, which loses and keeps memory while the loader brings it in and while it
 * is thrown out. Also threads that nobody joins: what the loader allocates for a thread is lost for those who forget it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>
#include <unistd.h>

static void __attribute__((noinline)) wipe(void) {
  volatile char room[16384];
  memset((void *)room, 0, sizeof room);
}

#ifdef PLUGIN

static char *name;
static char *kept[3];
static char *planted_leak_setting(void) { return strdup("a setting"); }
static char *planted_keep_setting(void) { return strdup("a setting that stays"); }
static void __attribute__((constructor)) planted_leak_begin(void) {
  name = planted_leak_setting();
  wipe();
  name = NULL;
}
static void __attribute__((constructor)) begin(void) { kept[0] = planted_keep_setting(); }
static void __attribute__((destructor)) planted_leak_end(void) {
  name = strdup("an end");
  wipe();
  name = NULL;
}
static void *planted_leak_chosen(void) {
  name = strdup("chosen");
  wipe();
  name = NULL;
  return NULL;
}
static int one(void) { return 1; }
static int (*planted_leak_choose(void))(void) {
  planted_leak_chosen();
  return one;
}
/* The loader itself calls what chooses an implementation. */
int count(void) { return planted_leak_choose()(); }
char *planted_keep_name(void) { return kept[1] = strdup("a name"); }

#else

static void *sleep_for_ever(void *arg) {
  for (;;) pause();
  return arg;
}
static int sleep_for_ever_too(void *arg) {
  for (;;) pause();
  return arg != NULL;
}
static void *do_little(void *arg) { return arg; }

static void planted_lost_thread(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, sleep_for_ever, NULL);
}
static void planted_unjoined_thread(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, do_little, NULL);
  usleep(100000);
}
static void planted_standard_thread(void) {
  thrd_t thread;
  thrd_create(&thread, sleep_for_ever_too, NULL);
}

static pthread_key_t key;
static char *last;
static void planted_leak_key(void *value) {
  last = strdup(value);
  free(value);
  last = NULL;
}
static void *fill_key(void *arg) {
  pthread_setspecific(key, strdup("of a thread"));
  return arg;
}
static _Thread_local char *own;
static void *planted_leak_local(void *arg) {
  own = strdup("of a thread, and gone with it");
  return arg;
}
static void planted_leak_cleanup(void *value) {
  last = strdup(value);
  last = NULL;
}
static void *wait_for_cancel(void *arg) {
  pthread_cleanup_push(planted_leak_cleanup, "cancelled");
  for (;;) pause();
  pthread_cleanup_pop(1);
  return arg;
}

int main(void) {
  void *library = dlopen("libm.so.6", RTLD_NOW);
  if (library) dlclose(library);
  library = dlopen("./plugin-of-ours.so", RTLD_NOW);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  ((int (*)(void))dlsym(library, "count"))();
  ((char *(*)(void))dlsym(library, "planted_keep_name"))();

  /* Before the threads that end: their stacks would be used again. */
  planted_lost_thread();
  planted_unjoined_thread();
  planted_standard_thread();

  pthread_t thread;
  pthread_key_create(&key, planted_leak_key);
  pthread_create(&thread, NULL, fill_key, NULL);
  pthread_join(thread, NULL);
  pthread_create(&thread, NULL, planted_leak_local, NULL);
  pthread_join(thread, NULL);
  pthread_create(&thread, NULL, wait_for_cancel, NULL);
  usleep(100000);
  pthread_cancel(thread);
  pthread_join(thread, NULL);
  last = NULL;
  wipe();
  return 0;
}

#endif
