/* What the files of libcrop 2.0 share; none of it is exported, except what is new in 2.0. */
#include "../crop.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct crop_picture {
  int width, height;
  char *title;
  uint32_t *pixels;
};
struct crop_palette {
  const char *name;
  uint32_t *colours;
  int count;
};
struct name {
  struct name *next;
  uint32_t hash;
  char *text;
};

void *crop_memdup(const void *mem, size_t size);
crop_picture *crop_load_scaled(const char *name, int scale);
void crop_set_option_full(const char *name, const char *value, int flags);

#define INTERNAL __attribute__((visibility("hidden")))
INTERNAL struct name *name_table_insert(const char *text, uint32_t hash);
INTERNAL void palette_ramp(crop_palette *palette, int count);
INTERNAL void pool_run(void);
INTERNAL int put(int file, const void *data, size_t size);
INTERNAL extern int trace;

static inline void *get_memory(size_t count, size_t size) {
  void *mem = calloc(count, size);
  if (!mem) abort();
  return mem;
}
static inline void *resize_memory(void *mem, size_t size) {
  mem = realloc(mem, size);
  if (!mem) abort();
  return mem;
}
