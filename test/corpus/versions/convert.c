/* Uses libcrop directly and correctly: all that Valgrind reports of it is noise. */
#include "crop.h"
#include <fcntl.h>

static void convert(const char *name, int file) {
  crop_picture *picture = crop_load(name), *half = crop_cut(picture, 2, 2);
  crop_save(half, file);
  crop_free(half);
  crop_free(picture);
}

int main(void) {
  int file = open("/dev/null", O_WRONLY);
  crop_set_option("trace", "/dev/null");
  convert("meadow.plain", file);
  convert("meadow.unheard-of", file);
  crop_shutdown();
  return 0;
}
