/* libalbum 0.9: albums of pictures of libcrop. Built against either version, itself unchanged. */
#include "crop.h"
#include <stdlib.h>
#include <string.h>

struct album {
  char *title;
  crop_picture **pictures;
  unsigned count;
};

/* Thumbnails, most recent first: kept for the next album. */
static struct thumbnail {
  struct thumbnail *next;
  crop_picture *picture;
} *thumbnails;

static void keep_thumbnail(const crop_picture *picture) {
  struct thumbnail *thumbnail = malloc(sizeof *thumbnail);
  thumbnail->picture = crop_cut(picture, 2, 2);
  thumbnail->next = thumbnails;
  thumbnails = thumbnail;
}

static crop_picture *load_strip(const char *name) {
  crop_picture *strip = crop_new(16, 2);
  crop_fill(strip, crop_palette_get("strip", 8));
  crop_set_title(strip, crop_intern(name));
  return strip;
}

static const char *theme;
static void load_theme(void) {
  crop_add_format("strip", load_strip);
  crop_palette_get("theme", 32);
  crop_set_option("theme", "plain");
  theme = crop_intern("plain theme");
}

album *album_open(const char *title) {
  album *album = calloc(1, sizeof *album);
  if (!theme) load_theme();
  album->title = crop_strdup(title);
  return album;
}

void album_add(album *album, const char *name) {
  album->pictures = realloc(album->pictures, (album->count + 1) * sizeof *album->pictures);
  album->pictures[album->count] = crop_load(name);
  keep_thumbnail(album->pictures[album->count++]);
}

char *album_caption(const album *album, unsigned index) {
  char *title = crop_title(album->pictures[index]);
  char *caption = malloc(strlen(album->title) + strlen(title) + 3);
  strcat(strcat(strcpy(caption, album->title), ": "), title);
  free(title);
  return caption;
}

int album_export(const album *album, int file) {
  for (unsigned i = 0; i < album->count; i++)
    if (crop_save(album->pictures[i], file)) return -1;
  return 0;
}

void album_close(album *album) {
  for (unsigned i = 0; i < album->count; i++) crop_free(album->pictures[i]);
  free(album->pictures);
  free(album->title);
  free(album);
}
