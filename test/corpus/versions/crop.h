/*
 * libcrop, a small library for pictures that was written for these logs, and libalbum on top of it. Both
 * versions of libcrop offer these functions; 2.0 offers more. Neither tidies up when the program ends.
 */
#include <stdint.h>

typedef struct crop_picture crop_picture;
typedef struct crop_palette crop_palette;
typedef crop_picture *(*crop_loader)(const char *name);

/* The caller owns what these return: free() for text, crop_free() for pictures. */
char *crop_strdup(const char *text);
char *crop_title(const crop_picture *picture);
crop_picture *crop_new(int width, int height); /* the pixels are not set */
crop_picture *crop_load(const char *name);
crop_picture *crop_cut(const crop_picture *picture, int width, int height);
void crop_free(crop_picture *picture);

/* The library owns what these return, for the life of the process. */
const char *crop_intern(const char *text);
const crop_palette *crop_palette_get(const char *name, int colours);

int crop_width(const crop_picture *picture);
uint32_t *crop_pixels(crop_picture *picture);
void crop_set_title(crop_picture *picture, const char *title);
void crop_fill(crop_picture *picture, const crop_palette *palette);
int crop_is_blank(const crop_picture *picture);
int crop_save(const crop_picture *picture, int file);
int crop_save_raw(const crop_picture *picture, int file);
void crop_add_format(const char *suffix, crop_loader loader);
void crop_set_option(const char *name, const char *value);
void crop_shutdown(void);

typedef struct album album;
album *album_open(const char *title);
void album_add(album *album, const char *name);
char *album_caption(const album *album, unsigned index); /* the caller's */
int album_export(const album *album, int file);
void album_close(album *album);
