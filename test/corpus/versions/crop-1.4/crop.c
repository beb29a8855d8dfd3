/*
 * libcrop 1.4, see crop.h. Written to leave behind what libraries leave behind; each place says what. All of
 * it is noise to those who use the library.
 */
#include "../crop.h"
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct crop_picture {
  char *title;
  int width, height;
  uint32_t *pixels;
};
struct crop_palette {
  crop_palette *next;
  const char *name;
  uint32_t *colours;
  int count;
};

char *crop_strdup(const char *text) {
  size_t size = strlen(text) + 1;
  return memcpy(malloc(size), text, size);
}

/* ---- names, each kept once ---- */

static char **names;
static unsigned name_count, name_room;

/* Two bytes at a time, one beyond the end of some blocks: harmless, and an invalid read. */
static uint32_t hash_name(const char *text, size_t size) {
  uint32_t hash = 5381;
  for (size_t at = 0; at < size; at += 2) {
    uint16_t pair;
    memcpy(&pair, text + at, 2);
    if (at + 1 == size) pair &= 0xff;
    hash = hash * 33 + pair;
  }
  return hash;
}

/* Somebody may still be reading the old table, so nobody frees it: lost for good. */
static void grow_names(void) {
  char **larger = malloc((name_room + 6) * 2 * sizeof *names);
  name_room = (name_room + 6) * 2;
  if (name_count) memcpy(larger, names, name_count * sizeof *names);
  names = larger;
}
static const char *add_name(const char *text) {
  if (name_count == name_room) grow_names();
  return names[name_count++] = crop_strdup(text);
}
const char *crop_intern(const char *text) {
  uint32_t hash = hash_name(text, strlen(text) + 1);
  for (unsigned i = 0; i < name_count; i++)
    if (hash_name(names[i], strlen(names[i]) + 1) == hash) return names[i];
  return add_name(text);
}

/* ---- options: kept ---- */

static struct {
  const char *name;
  char *value;
} *options;
static unsigned option_count;
static int trace = -1;

void crop_set_option(const char *name, const char *value) {
  options = realloc(options, (option_count + 1) * sizeof *options);
  options[option_count].name = crop_intern(name);
  options[option_count++].value = crop_strdup(value);
  if (!strcmp(name, "trace")) trace = open(value, O_WRONLY);
}
__attribute__((constructor)) static void set_defaults(void) {
  crop_set_option("home", "/");
  crop_set_option("colours", "16");
}

/* ---- palettes: a list, made when asked for, and forgotten by crop_shutdown ---- */

static crop_palette *palettes;

static void set_colours(crop_palette *palette, int count, uint32_t seed) {
  palette->colours = malloc(count * sizeof *palette->colours);
  palette->count = count;
  for (int i = 0; i < count; i++) palette->colours[i] = seed = seed * 1664525 + 1013904223;
}
static crop_palette *new_palette(const char *name, int count) {
  crop_palette *palette = malloc(sizeof *palette);
  palette->name = crop_intern(name);
  set_colours(palette, count, 1);
  palette->next = palettes;
  return palettes = palette;
}
__attribute__((symver("crop_palette_get@@CROP_1.4"))) /* the one of CROP_1.0 took no count */
const crop_palette *crop_palette_get_counted(const char *name, int colours) {
  for (crop_palette *palette = palettes; palette; palette = palette->next)
    if (!strcmp(palette->name, name)) return palette;
  return new_palette(name, colours);
}

/* ---- pictures ---- */

crop_picture *crop_new(int width, int height) {
  crop_picture *picture = calloc(1, sizeof *picture);
  picture->width = width;
  picture->height = height;
  picture->pixels = malloc((size_t)width * height * sizeof *picture->pixels);
  return picture;
}
void crop_free(crop_picture *picture) {
  free(picture->title);
  free(picture->pixels);
  free(picture);
}
int crop_width(const crop_picture *picture) { return picture->width; }
uint32_t *crop_pixels(crop_picture *picture) { return picture->pixels; }
char *crop_title(const crop_picture *picture) {
  return crop_strdup(picture->title ? picture->title : "untitled");
}
void crop_set_title(crop_picture *picture, const char *title) {
  free(picture->title);
  picture->title = crop_strdup(title);
}
void crop_fill(crop_picture *picture, const crop_palette *palette) {
  for (int i = 0; i < picture->width * picture->height; i++)
    picture->pixels[i] = palette->colours[i % palette->count];
}
crop_picture *crop_cut(const crop_picture *picture, int width, int height) {
  crop_picture *cut = crop_new(width, height);
  for (int y = 0; y < height; y++)
    memcpy(cut->pixels + y * width, picture->pixels + y * picture->width, width * sizeof *cut->pixels);
  if (picture->title) crop_set_title(cut, picture->title);
  return cut;
}
int crop_is_blank(const crop_picture *picture) {
  for (int i = 0; i < picture->width * picture->height; i++)
    if (picture->pixels[i]) return 0;
  return 1;
}

/* ---- formats: known by a pointer behind the head of each block, so possibly lost ---- */

struct format {
  struct format *next;
  const char *suffix;
  crop_loader loader;
};
static struct format *formats;

static struct format *new_format(const char *suffix) {
  uint64_t *head = calloc(1, sizeof *head + sizeof(struct format));
  struct format *format = (struct format *)(head + 1);
  format->suffix = crop_intern(suffix);
  return format;
}
void crop_add_format(const char *suffix, crop_loader loader) {
  struct format *format = new_format(suffix);
  format->loader = loader;
  format->next = formats;
  formats = format;
}
static crop_picture *load_plain(const char *name) {
  crop_picture *picture = crop_new(8, 8);
  crop_fill(picture, crop_palette_get_counted("plain", 4));
  crop_set_title(picture, name);
  return picture;
}
static const struct format *find_format(const char *name) {
  static int complete;
  const char *dot = strrchr(name, '.');
  if (!complete++) crop_add_format("plain", load_plain);
  for (struct format *format = formats; dot && format; format = format->next)
    if (!strcmp(format->suffix, dot + 1)) return format;
  return NULL;
}

/* The last complaint, and the picture that stands for those which cannot be read: kept. */
static char *complaint;
static crop_picture *missing;

__attribute__((cold)) static void complain(const char *what, const char *name) {
  free(complaint);
  complaint = malloc(strlen(what) + strlen(name) + 1);
  strcat(strcpy(complaint, what), name);
}
static crop_picture *stand_in(const char *name) {
  complain("cannot read ", name);
  if (!missing) {
    missing = crop_new(4, 4);
    crop_fill(missing, crop_palette_get_counted("missing", 2));
  }
  return crop_cut(missing, 4, 4);
}

/* ---- the decoder: a thread that waits for work until the process ends ---- */

static sem_t jobs, done;
static char *scratch;

static void decode(void) {
  if (!scratch) scratch = malloc(4096);
  memset(scratch, 0, 4096);
}
static void *decoder(void *unused) {
  for (;;) {
    sem_wait(&jobs);
    decode();
    sem_post(&done);
  }
  return unused;
}
static void start_decoder(void) {
  static int started;
  pthread_t thread;
  if (started++) return;
  sem_init(&jobs, 0, 0);
  sem_init(&done, 0, 0);
  pthread_create(&thread, NULL, decoder, NULL);
}
crop_picture *crop_load(const char *name) {
  const struct format *format = find_format(name);
  if (!format) return stand_in(name);
  start_decoder();
  sem_post(&jobs);
  sem_wait(&done);
  return format->loader(name);
}

/* ---- files ---- */

struct head {
  char magic[4];
  uint8_t depth; /* nobody sets the three bytes of padding that follow */
  uint32_t width, height, sum;
};
static uint32_t *sums; /* made once, kept */

static void make_sums(uint32_t polynomial) {
  sums = malloc(256 * sizeof *sums);
  for (uint32_t i = 0; i < 256; i++) {
    sums[i] = i;
    for (int bit = 0; bit < 8; bit++) sums[i] = sums[i] >> 1 ^ (sums[i] & 1 ? polynomial : 0);
  }
}
/* Reads the padding too: a value that nobody set, used as an index. */
static uint32_t sum_of(const uint8_t *data, size_t size) {
  uint32_t sum = ~0u;
  if (!sums) make_sums(0xedb88320);
  while (size--) sum = sum >> 8 ^ sums[(sum ^ *data++) & 255];
  return ~sum;
}
static int put(int file, const void *data, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t written = write(file, (const char *)data + done, size - done);
    if (written < 0) return -1;
    done += written;
  }
  return 0;
}
/* Written once for pictures of one size. The comparison depends on the padding, and so does the file. */
static int put_head(const crop_picture *picture, int file) {
  static struct head last;
  struct head head;
  memcpy(head.magic, "CROP", 4);
  head.depth = 32;
  head.width = picture->width;
  head.height = picture->height;
  head.sum = sum_of((uint8_t *)&head, offsetof(struct head, sum));
  if (!memcmp(&head, &last, sizeof head)) return 0;
  last = head;
  return put(file, &head, sizeof head);
}
int crop_save_raw(const crop_picture *picture, int file) {
  return put(file, picture->pixels, picture->width * picture->height * sizeof *picture->pixels);
}
int crop_save(const crop_picture *picture, int file) {
  return put_head(picture, file) ? -1 : crop_save_raw(picture, file);
}

/* ---- the end ---- */

/* The process ends anyway. */
void crop_shutdown(void) {
  palettes = NULL;
  free(complaint);
  complaint = NULL;
}
/* When tracing; again with padding that nobody set. */
__attribute__((destructor)) static void write_trace(void) {
  struct {
    uint16_t names;
    uint64_t options;
  } trailer;
  trailer.names = name_count;
  trailer.options = option_count;
  if (trace >= 0) put(trace, &trailer, sizeof trailer);
}
