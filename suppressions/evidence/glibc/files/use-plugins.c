/*
 * Loads libraries at run time as is meant to be done, from one thread and from several. Some stay loaded, as is usual:
 * nobody unloads plugins before the end.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <execinfo.h>
#include <link.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int note(struct dl_phdr_info *info, size_t size, void *count) {
  (void)info;
  (void)size;
  ++*(int *)count;
  return 0;
}

static void *load(void *name) {
  void *library = dlopen(name, RTLD_LAZY);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    return NULL;
  }
  int (*count)(void) = (int (*)(void))dlsym(library, "count");
  if (count) printf("%d\n", count() + count());
  dlsym(library, "no such thing");
  dlerror();
  Dl_info info;
  if (count) dladdr((void *)count, &info);
  return library;
}

int main(void) {
  pthread_t threads[4];
  static char *names[] = {"./plugin.so", "libm.so.6", "./missing.so", "./cxx-plugin.so"};
  void *library;
  setenv("PLUGIN_ONE", "1", 1);
  setenv("PLUGIN_TWO", "2", 1);
  setenv("PLUGIN_TWO", "a longer one", 1);
  unsetenv("PLUGIN_ONE");
  for (int i = 0; i < 4; i++) {
    library = load(names[i]);
    if (library) dlclose(library);
  }
  for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, load, names[i]);
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], &library);
    if (library && i > 0 && i < 3) dlclose(library);
  }
  void *apart = dlmopen(LM_ID_NEWLM, "libm.so.6", RTLD_NOW);
  if (apart) dlclose(apart);
  int count = 0;
  dl_iterate_phdr(note, &count);
  void *frames[10];
  char **lines = backtrace_symbols(frames, backtrace(frames, 10));
  free(lines);
  return 0;
}
