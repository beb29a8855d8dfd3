/* libcrop 2.0: what works behind crop.c. */
#include "internal.h"
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

/* ---- names: chains of a table that doubles; the old one is lost, since somebody may be reading it ---- */

INTERNAL struct name **name_chains;
INTERNAL unsigned name_table_size;
static unsigned name_count;

static void rehash(unsigned size) {
  struct name **chains = get_memory(size, sizeof *chains);
  for (unsigned i = 0; i < name_table_size; i++)
    for (struct name *name = name_chains[i], *next; name; name = next) {
      next = name->next;
      name->next = chains[name->hash % size];
      chains[name->hash % size] = name;
    }
  name_chains = chains;
  name_table_size = size;
}
struct name *name_table_insert(const char *text, uint32_t hash) {
  if (name_count++ >= name_table_size) rehash(name_table_size ? name_table_size * 2 : 4);
  struct name *name = get_memory(1, sizeof *name);
  name->text = crop_strdup(text);
  name->hash = hash;
  name->next = name_chains[hash % name_table_size];
  return name_chains[hash % name_table_size] = name;
}

void palette_ramp(crop_palette *palette, int count) {
  uint32_t seed = 1;
  palette->colours = get_memory(count, sizeof *palette->colours);
  palette->count = count;
  for (int i = 0; i < count; i++) palette->colours[i] = seed = seed * 1664525 + 1013904223;
}

/* ---- the decoder is a pool of threads now, for the present of one ---- */

static struct {
  sem_t jobs, done;
  char *buffer;
} pool;

static void *decoder(void *unused) {
  for (;;) {
    sem_wait(&pool.jobs);
    if (!pool.buffer) pool.buffer = get_memory(8192, 1);
    sem_post(&pool.done);
  }
  return unused;
}
static void pool_start(void) {
  pthread_t thread;
  sem_init(&pool.jobs, 0, 0);
  sem_init(&pool.done, 0, 0);
  pthread_create(&thread, NULL, decoder, NULL);
}
void pool_run(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, pool_start);
  sem_post(&pool.jobs);
  sem_wait(&pool.done);
}

int put(int file, const void *data, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t written = write(file, (const char *)data + done, size - done);
    if (written < 0) return -1;
    done += written;
  }
  return 0;
}

/* ---- when tracing ---- */

int trace = -1;
static void flush_trace(int file) {
  struct {
    uint16_t names;
    uint64_t size;
  } trailer;
  trailer.names = name_count;
  trailer.size = name_table_size;
  put(file, &trailer, sizeof trailer);
}
__attribute__((destructor)) static void finish(void) {
  if (trace >= 0) flush_trace(trace);
}
