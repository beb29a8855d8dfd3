/* The library that use-plugins loads: thread-local memory, and a constructor that cleans up after itself. */
#include <stdlib.h>
#include <string.h>

static _Thread_local char counted[5000];
static char *name;

__attribute__((constructor)) static void begin(void) { name = strdup("plugin"); }
__attribute__((destructor)) static void end(void) { free(name); }

int count(void) { return ++counted[strlen(name)]; }
