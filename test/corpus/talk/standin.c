/* See standin.h. Built without debug information and stripped, so that its static functions show as ???. */
#define _GNU_SOURCE
#include "standin.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static GMemVTable memory = {malloc, realloc, free};

void g_mem_set_vtable(const GMemVTable *vtable) { memory = *vtable; }
void *g_malloc(size_t size) { return memory.malloc(size); }
void *g_realloc(void *mem, size_t size) { return memory.realloc(mem, size); }
void g_free(void *mem) { memory.free(mem); }
static void *cleared(size_t size) {
  void *mem = memory.malloc(size);
  return memset(mem, 0, size);
}
void *g_malloc0(size_t size) { return cleared(size); }
void *g_memdup(const void *mem, size_t size) {
  void *copy = g_malloc(size);
  return memcpy(copy, mem, size);
}
char *g_strdup(const char *text) { return g_memdup(text, strlen(text) + 1); }
/* Slices come from the system, not from the program's functions. */
void *g_slice_alloc(size_t size) { return calloc(1, size); }

typedef struct {
  GArray public;
  unsigned size, capacity;
} Array;

static void make_room(Array *array, unsigned len) {
  if (len * array->size <= array->capacity) return;
  while (array->capacity < len * array->size) array->capacity *= 2;
  array->public.data = g_realloc(array->public.data, array->capacity);
}
GArray *g_array_new(unsigned element_size) {
  Array *array = g_malloc0(sizeof *array);
  array->size = element_size;
  array->capacity = 16;
  array->public.data = g_malloc(array->capacity);
  return &array->public;
}
void g_array_append_vals(GArray *array, const void *values, unsigned count) {
  unsigned size = ((Array *)array)->size;
  make_room((Array *)array, array->len + count);
  memcpy(array->data + array->len * size, values, count * size);
  array->len += count;
}
void g_array_set_size(GArray *array, unsigned len) {
  unsigned size = ((Array *)array)->size;
  make_room((Array *)array, len);
  if (len > array->len) memset(array->data + array->len * size, 0, (len - array->len) * size);
  array->len = len;
}
char *g_array_free(GArray *array, int free_data) {
  char *data = array->data;
  if (free_data) g_free(data), data = NULL;
  g_free(array);
  return data;
}

/*
 * Tables that are read without a lock. A longer one takes the place of the old one, which is never freed,
 * since somebody may still be reading it: lost on purpose, and bounded.
 */
typedef struct {
  void **entries;
  unsigned len;
} Table;

static void publish(Table *table, void *entry) {
  GArray *next = g_array_new(sizeof(void *));
  g_array_set_size(next, table->len + 3);
  if (table->len) memcpy(next->data, table->entries, table->len * sizeof(void *));
  ((void **)next->data)[table->len++] = entry;
  table->entries = (void **)g_array_free(next, 0);
}

static Table quarks, interfaces, signals;

static unsigned quark_new(char *text) {
  publish(&quarks, text);
  return quarks.len;
}
static unsigned quark_of(const char *text) {
  for (unsigned i = 0; i < quarks.len; i++)
    if (!strcmp(quarks.entries[i], text)) return i + 1;
  return quark_new(g_strdup(text));
}
unsigned g_quark_from_static_string(const char *text) { return quark_of(text); }
const char *g_intern_string(const char *text) { return quarks.entries[quark_of(text) - 1]; }

/* A type is known by a pointer past the header of its node: only an inner pointer to the block remains. */
typedef struct {
  void *klass;
  void (*class_init)(void *klass);
  size_t class_size;
  unsigned quark;
} Node;
static Node *types[64];
static unsigned type_count;

static Node *node_new(const char *name) {
  Node *node = g_malloc0(sizeof *node + 40);
  node->quark = g_quark_from_static_string(name);
  return node;
}
void *g_type_register_static(const char *name, size_t class_size, void (*class_init)(void *klass)) {
  Node *node = node_new(name);
  node->class_init = class_init;
  node->class_size = class_size;
  types[type_count++] = node + 1;
  return node + 1;
}
static void class_new(Node *node) {
  node->klass = g_malloc0(node->class_size);
  if (node->class_init) node->class_init(node->klass);
}
void *g_type_class_ref(void *type) {
  Node *node = (Node *)type - 1;
  if (!node->klass) class_new(node);
  return node->klass;
}
void g_type_add_interface_static(void *type, const char *interface) {
  (void)type;
  g_quark_from_static_string(interface);
  publish(&interfaces, g_malloc0(32));
}
unsigned g_signal_new(const char *name, void *type) {
  g_type_class_ref(type);
  g_quark_from_static_string(name);
  publish(&signals, g_malloc0(48));
  return signals.len;
}

static void *volatile default_context;
static void *context_new(void) {
  void **context = g_malloc0(120);
  context[0] = g_slice_alloc(64);
  return context;
}
void *g_main_context_default(void) {
  if (!default_context) default_context = context_new();
  return default_context;
}
/* A loop is never freed by anybody, for the default context is for the life of the process. */
static void *volatile loops[8];
static unsigned loop_count;
void *g_main_loop_new(void) {
  void **loop = g_malloc0(24);
  loop[0] = g_main_context_default();
  return loops[loop_count++] = loop;
}

/* Workers wait for jobs until the process ends. */
static sem_t jobs, done;
static __thread void *scratch;
static void *volatile kept[8];
static unsigned kept_count;
static void work(void) {
  while (sem_wait(&jobs) == 0) {
    if (!scratch) kept[kept_count++] = scratch = g_slice_alloc(256);
    sem_post(&done);
  }
}
static void *thread_proxy(void *name) {
  kept[kept_count++] = g_slice_alloc(80 + strlen(name));
  sem_post(&done);
  work();
  return NULL;
}
static void thread_start(const char *name) {
  pthread_t thread;
  pthread_create(&thread, NULL, thread_proxy, (void *)name);
  sem_wait(&done);
}
void g_thread_new(const char *name) { thread_start(name); }
void g_thread_pool_push(int job) {
  static int started;
  (void)job;
  if (!started++) thread_start("pool");
  sem_post(&jobs);
  sem_wait(&done);
}

/* Whoever asked for the name before may still hold it: the old one is never freed. */
static char *volatile prgname;
void g_set_prgname(const char *name) { prgname = g_strdup(name); }

static void *volatile debug_keys;
static void debug_init(void) { debug_keys = g_slice_alloc(512); }
static char *volatile fundamental;
__attribute__((constructor)) static void library_init(void) {
  sem_init(&jobs, 0, 0);
  sem_init(&done, 0, 0);
  debug_init();
  fundamental = strdup("fundamental types");
}
