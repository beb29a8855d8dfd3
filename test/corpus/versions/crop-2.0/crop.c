/* libcrop 2.0: what 1.4 offers, most of it written anew. README.md says what differs. */
#include "internal.h"
#include <fcntl.h>

void *crop_memdup(const void *mem, size_t size) { return memcpy(get_memory(size, 1), mem, size); }
char *crop_strdup(const char *text) {
  char *copy = crop_memdup(text, strlen(text) + 1);
  if (!copy) abort();
  return copy;
}

/* ---- names ---- */

INTERNAL extern struct name **name_chains;
INTERNAL extern unsigned name_table_size;

static uint32_t hash_name(const char *text, size_t size) {
  uint32_t hash = 0;
  for (size_t at = 0; at < size; at += 2) {
    uint16_t pair;
    memcpy(&pair, text + at, 2);
    if (at + 1 == size) pair &= 0xff;
    hash = (hash ^ pair) * 16777619;
  }
  return hash;
}
const char *crop_intern(const char *text) {
  uint32_t hash = hash_name(text, strlen(text) + 1);
  struct name *name = name_table_size ? name_chains[hash % name_table_size] : NULL;
  while (name && hash_name(name->text, strlen(name->text) + 1) != hash) name = name->next;
  if (!name) name = name_table_insert(text, hash);
  return name->text;
}

/* ---- options: now a list ---- */

static struct option {
  struct option *next;
  const char *name;
  char *value;
  int flags;
} *options;

static struct option *option_named(const char *name) {
  struct option *option = options;
  while (option && strcmp(option->name, name)) option = option->next;
  if (option) return option;
  option = get_memory(1, sizeof *option);
  option->name = crop_intern(name);
  option->next = options;
  return options = option;
}
void crop_set_option_full(const char *name, const char *value, int flags) {
  struct option *option = option_named(name);
  free(option->value);
  option->value = crop_strdup(value);
  option->flags = flags;
  if (!strcmp(name, "trace")) trace = open(value, O_WRONLY);
}
void crop_set_option(const char *name, const char *value) { crop_set_option_full(name, value, 0); }
__attribute__((constructor)) static void set_defaults(void) {
  crop_set_option_full("home", "/", 1);
  crop_set_option_full("colours", "16", 1);
  crop_set_option_full("profile", "none", 1);
}

/* ---- palettes: an array ---- */

static crop_palette **palettes;
static unsigned palette_count;

static crop_palette *new_palette(const char *name, int count) {
  crop_palette *palette = get_memory(1, sizeof *palette);
  palette->name = crop_intern(name);
  palette_ramp(palette, count);
  palettes = resize_memory(palettes, (palette_count + 1) * sizeof *palettes);
  return palettes[palette_count++] = palette;
}
const crop_palette *crop_palette_get(const char *name, int colours) {
  for (unsigned i = 0; i < palette_count; i++)
    if (!strcmp(palettes[i]->name, name)) return palettes[i];
  return new_palette(name, colours);
}

/* ---- pictures ---- */

static crop_picture *new_picture(int width, int height, const char *title) {
  if (width <= 0 || height <= 0) return NULL;
  crop_picture *picture = get_memory(1, sizeof *picture);
  picture->width = width;
  picture->height = height;
  picture->pixels = malloc((size_t)width * height * sizeof *picture->pixels);
  if (title) crop_set_title(picture, title);
  return picture;
}
crop_picture *crop_new(int width, int height) {
  crop_picture *picture = new_picture(width, height, NULL);
  if (picture && !picture->pixels) abort();
  return picture;
}
void crop_free(crop_picture *picture) {
  if (!picture) return;
  free(picture->pixels);
  free(picture->title);
  free(picture);
}
int crop_width(const crop_picture *picture) { return picture->width; }
uint32_t *crop_pixels(crop_picture *picture) { return picture->pixels; }
char *crop_title(const crop_picture *picture) {
  return crop_strdup(picture->title ? picture->title : "untitled");
}
void crop_set_title(crop_picture *picture, const char *title) {
  size_t size = strlen(title) + 1;
  picture->title = resize_memory(picture->title, size);
  memcpy(picture->title, title, size);
}
void crop_fill(crop_picture *picture, const crop_palette *palette) {
  for (int i = 0; i < picture->width * picture->height; i++)
    picture->pixels[i] = palette->colours[i % palette->count];
}
crop_picture *crop_cut(const crop_picture *picture, int width, int height) {
  crop_picture *cut = new_picture(width, height, picture->title);
  for (int y = 0; y < height; y++)
    memcpy(cut->pixels + y * width, picture->pixels + y * picture->width, width * sizeof *cut->pixels);
  return cut;
}
static int is_blank(const uint32_t *pixels, int count) {
  while (count--)
    if (*pixels++) return 0;
  return 1;
}
int crop_is_blank(const crop_picture *picture) {
  return is_blank(picture->pixels, picture->width * picture->height);
}

/* ---- formats: still known by a pointer behind the head of each block ---- */

static struct format {
  struct format *next;
  const char *suffix;
  crop_loader loader;
} *formats;

void crop_add_format(const char *suffix, crop_loader loader) {
  uint64_t *head = get_memory(2, sizeof *head + sizeof(struct format));
  struct format *format = (struct format *)(head + 1);
  format->suffix = crop_intern(suffix);
  format->loader = loader;
  format->next = formats;
  formats = format;
}
static crop_picture *load_plain(const char *name) {
  crop_picture *picture = new_picture(8, 8, name);
  crop_fill(picture, crop_palette_get("plain", 4));
  return picture;
}
static void add_own_formats(void) {
  static int complete;
  if (complete++) return;
  crop_add_format("empty", load_plain);
  crop_add_format("plain", load_plain);
}
static const struct format *format_of(const char *name) {
  const char *dot = strrchr(name, '.');
  add_own_formats();
  for (struct format *format = formats; dot && format; format = format->next)
    if (!strcmp(format->suffix, dot + 1)) return format;
  return NULL;
}

static char *complaint;
static crop_picture *missing;

__attribute__((cold)) static void complain(const char *what, const char *name) {
  complaint = resize_memory(complaint, strlen(what) + strlen(name) + 1);
  strcat(strcpy(complaint, what), name);
}
static crop_picture *stand_in(const char *name) {
  complain("no format for ", name);
  if (!missing) {
    missing = new_picture(4, 4, "missing");
    crop_fill(missing, crop_palette_get("missing", 2));
  }
  return crop_cut(missing, 4, 4);
}

/* What was loaded: new in 2.0, kept. */
static const char **history;
static unsigned history_length;
static void remember(const char *name) {
  history = resize_memory(history, (history_length + 1) * sizeof *history);
  history[history_length++] = crop_intern(name);
}
crop_picture *crop_load_scaled(const char *name, int scale) {
  const struct format *format = format_of(name);
  if (!format) return stand_in(name);
  remember(name);
  pool_run();
  crop_picture *picture = format->loader(name);
  picture->width /= scale;
  return picture;
}
crop_picture *crop_load(const char *name) {
  crop_picture *picture = crop_load_scaled(name, 1);
  if (!picture) abort();
  return picture;
}

/* ---- files ---- */

struct head {
  char magic[4];
  uint8_t depth; /* nobody sets the three bytes of padding that follow */
  uint32_t width, height, sum;
};
static uint32_t *sums;

static void make_sums(void) {
  sums = get_memory(256, sizeof *sums);
  for (uint32_t i = 0; i < 256; i++) {
    sums[i] = i;
    for (int bit = 0; bit < 8; bit++) sums[i] = sums[i] >> 1 ^ (sums[i] & 1 ? 0xedb88320 : 0);
  }
}
static uint32_t sum_of(uint32_t sum, const uint8_t *data, size_t size) {
  if (!sums) make_sums();
  while (size--) sum = sum >> 8 ^ sums[(sum ^ *data++) & 255];
  return ~sum;
}
__attribute__((noinline)) static int put_head(const crop_picture *picture, int file, int depth) {
  static struct head last;
  struct head head;
  memcpy(head.magic, "CROP", 4);
  head.depth = depth;
  head.width = picture->width;
  head.height = picture->height;
  head.sum = sum_of(~0u, (uint8_t *)&head, offsetof(struct head, sum));
  if (!memcmp(&head, &last, sizeof head)) return 0;
  last = head;
  return put(file, &head, sizeof head);
}
static int put_rows(const crop_picture *picture, int file) {
  size_t row = picture->width * sizeof *picture->pixels;
  for (int y = 0; y < picture->height; y++)
    if (put(file, picture->pixels + y * picture->width, row)) return -1;
  return 0;
}
int crop_save(const crop_picture *picture, int file) {
  if (put_head(picture, file, 32)) return -1;
  return put_rows(picture, file);
}
int crop_save_raw(const crop_picture *picture, int file) { return put_rows(picture, file); }

void crop_shutdown(void) {
  palettes = NULL;
  palette_count = 0;
  free(complaint);
  complaint = NULL;
}
