/* Uses libcrop through libalbum, correctly: all that Valgrind reports of it is noise. */
#include "crop.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

static void show(album *album, unsigned index) {
  char *caption = album_caption(album, index);
  puts(caption);
  free(caption);
}

int main(void) {
  album *album = album_open("holidays");
  album_add(album, "sea.plain");
  album_add(album, "beach.strip");
  album_add(album, "hotel.unheard-of");
  for (unsigned i = 0; i < 3; i++) show(album, i);
  album_export(album, open("/dev/null", O_WRONLY));
  album_close(album);
  crop_shutdown();
  return 0;
}
