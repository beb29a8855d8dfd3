/* Uses both libraries, and has defects of its own: what is real says REAL. The rest is the libraries' noise. */
#include "crop.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

static int file;

static char *label;
static void set_label(const char *text) {
  label = crop_strdup(text); /* REAL: the label before is lost */
}

static void print_title(const crop_picture *picture) {
  puts(crop_title(picture)); /* REAL: the title is the caller's */
}

static void print_captions(const album *album) {
  puts(album_caption(album, 0)); /* REAL: so is the caption */
}

static void preview(const crop_picture *picture) {
  crop_picture *small = crop_cut(picture, 2, 2); /* REAL: forgotten, and its title and pixels with it */
  printf("%d wide\n", crop_width(small));
}

static const uint32_t *cursor;
static void draw_cursor(void) {
  crop_picture *picture = crop_new(2, 2);
  cursor = crop_pixels(picture) + 1; /* REAL: only this pointer into the pixels is kept */
}

static crop_picture *undo[8];
static void push_undo(const crop_picture *picture, unsigned step) {
  undo[step] = crop_cut(picture, 4, 4); /* REAL: no step is ever freed, though all can still be reached */
}

static void export_draft(void) {
  crop_picture *draft = crop_new(4, 4);
  crop_save_raw(draft, file); /* REAL: the pixels were never set */
  crop_free(draft);
}

static void check_draft(void) {
  crop_picture *draft = crop_new(4, 4);
  if (crop_is_blank(draft)) puts("blank"); /* REAL: likewise */
  crop_free(draft);
}

static void find_again(const crop_picture *picture) {
  char *title = crop_title(picture);
  free(title);
  puts(crop_intern(title)); /* REAL: reads what was freed */
}

static void close_twice(void) {
  crop_picture *picture = crop_new(3, 3);
  crop_free(picture);
  printf("%d wide\n", crop_width(picture)); /* REAL: reads what was freed */
  crop_free(picture);                       /* REAL: reads it again, and frees it again */
}

int main(void) {
  file = open("/dev/null", O_WRONLY);
  album *album = album_open("desk");
  crop_picture *picture = crop_load("lamp.plain");
  album_add(album, "chair.strip");
  set_label("first");
  set_label("second");
  free(label);
  print_title(picture);
  print_captions(album);
  preview(picture);
  draw_cursor();
  push_undo(picture, 0);
  push_undo(picture, 1);
  export_draft();
  check_draft();
  crop_intern("lamp.plain");
  find_again(picture);
  close_twice();
  album_export(album, file);
  album_close(album);
  crop_free(picture);
  crop_shutdown();
  return 0;
}
