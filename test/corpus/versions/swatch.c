/* Names, options, palettes, a format of its own, and no shutdown: all that Valgrind reports of it is noise. */
#include "crop.h"
#include <stdio.h>

static crop_picture *load_swatch(const char *name) {
  crop_picture *swatch = crop_new(4, 1);
  crop_fill(swatch, crop_palette_get(crop_intern(name), 4));
  return swatch;
}

static void print(const char *name) {
  crop_picture *swatch = crop_load(name);
  printf("%08x\n", crop_pixels(swatch)[0]);
  crop_free(swatch);
}

int main(void) {
  static const char *const names[] = {"amber", "azure", "beige", "coral", "ebony", "flame", "green", "ivory",
                                      "khaki", "lemon", "maize", "mauve", "ochre", "olive", "pearl", "sepia"};
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++) crop_intern(names[i]);
  crop_set_option("gamma", "2.2");
  crop_add_format("swatch", load_swatch);
  print("teal.swatch");
  crop_palette_get("teal", 4);
  return 0;
}
