/*
 * Planted bugs around HarfBuzz and FreeType: what each planted_* function does wrong is said above it. First
 * everything is used once as it should be.
 */
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_GLYPH_H
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FONT "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"

static FT_Library library;

static hb_font_t *make_font(void)
{
    hb_blob_t *blob = hb_blob_create_from_file(FONT);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

static hb_buffer_t *make_buffer(const char *text)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    return buffer;
}

static void use_properly(void)
{
    hb_font_t *font = make_font();
    hb_buffer_t *buffer = make_buffer("some text");
    hb_set_t *set = hb_set_create();
    FT_Face face;
    FT_Glyph glyph;

    hb_set_add(set, 7);
    hb_shape(font, buffer, NULL, 0);
    hb_set_destroy(set);
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
    FT_Init_FreeType(&library);
    FT_New_Face(library, FONT, 0, &face);
    FT_Set_Char_Size(face, 0, 12 * 64, 0, 0);
    FT_Load_Char(face, 'a', FT_LOAD_RENDER);
    FT_Get_Glyph(face->glyph, &glyph);
    FT_Done_Glyph(glyph);
    FT_Done_Face(face);
}

/* A buffer with text is dropped. */
static void planted_leak_buffer(void)
{
    make_buffer("lost text");
}

/* A font is dropped, with face and blob. */
static void planted_leak_font(void)
{
    make_font();
}

/* A font that was used for shaping, and hence has plans and tables, is dropped. */
static void planted_leak_used_font(void)
{
    hb_font_t *font = make_font();
    hb_buffer_t *buffer = make_buffer("text");
    hb_shape(font, buffer, NULL, 0);
    hb_buffer_destroy(buffer);
}

/* A set is dropped. */
static void planted_leak_set(void)
{
    hb_set_t *set = hb_set_create();
    hb_set_add(set, 17);
    hb_set_add(set, 70000);
}

static hb_user_data_key_t key;

/* Own data is attached to a buffer, and nobody frees it. */
static void planted_leak_user_data(void)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_set_user_data(buffer, &key, strdup("own data"), NULL, 1);
    hb_buffer_destroy(buffer);
}

/* The function that gives tables of a font, which HarfBuzz calls back, loses a block each time. */
static hb_blob_t *planted_leak_in_table(hb_face_t *face, hb_tag_t tag, void *data)
{
    char *lost = malloc(40);
    memcpy(lost, &tag, sizeof tag);
    (void)face, (void)data;
    return NULL;
}

static void call_back(void)
{
    hb_face_t *face = hb_face_create_for_tables(planted_leak_in_table, NULL, NULL);
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('n', 'a', 'm', 'e'));
    hb_blob_destroy(blob);
    hb_face_destroy(face);
}

/* A glyph of FreeType is dropped. */
static void planted_leak_glyph(void)
{
    FT_Face face;
    FT_Glyph glyph;
    FT_New_Face(library, FONT, 0, &face);
    FT_Set_Char_Size(face, 0, 12 * 64, 0, 0);
    FT_Load_Char(face, 'b', FT_LOAD_RENDER);
    FT_Get_Glyph(face->glyph, &glyph);
    glyph = NULL;
    FT_Done_Face(face);
}

/* A library of FreeType is dropped, with a face. */
static void planted_leak_library(void)
{
    FT_Library lost;
    FT_Face face;
    FT_Init_FreeType(&lost);
    FT_New_Face(lost, FONT, 0, &face);
    lost = NULL;
    face = NULL;
}

/* Text is shaped that was never written. */
static void planted_uninitialised_text(void)
{
    char *text = malloc(8);
    hb_buffer_t *buffer = hb_buffer_create();
    text[0] = 'a';
    hb_buffer_add_utf8(buffer, text, 6, 0, 6);
    hb_buffer_destroy(buffer);
    free(text);
}

/* The size of a face was never set. */
static void planted_uninitialised_size(void)
{
    FT_F26Dot6 *size = malloc(2 * sizeof *size);
    FT_Face face;
    FT_New_Face(library, FONT, 0, &face);
    FT_Set_Char_Size(face, 0, size[1], 0, 0);
    FT_Done_Face(face);
    free(size);
}

/* A buffer is asked after it was freed. */
static void planted_use_buffer_after_free(void)
{
    hb_buffer_t *buffer = make_buffer("text");
    hb_buffer_destroy(buffer);
    if (hb_buffer_get_length(buffer) == 77) puts("long");
}

/* The data of a font is freed while its face is in use. */
static void planted_use_data_after_free(void)
{
    FILE *file = fopen(FONT, "rb");
    char *data = malloc(2000000);
    size_t length = fread(data, 1, 2000000, file);
    FT_Face face;
    fclose(file);
    FT_New_Memory_Face(library, (const FT_Byte *)data, (FT_Long)length, 0, &face);
    FT_Set_Char_Size(face, 0, 12 * 64, 0, 0);
    free(data);
    FT_Load_Char(face, 'c', FT_LOAD_NO_HINTING);
    FT_Done_Face(face);
}

static hb_buffer_t *kept_buffers[4];
static hb_font_t *kept_fonts[4];
static FT_Face kept_faces[4];

/* Buffers are remembered and never forgotten. */
static void planted_keep_buffers(void)
{
    for (int at = 0; at < 4; at++) kept_buffers[at] = make_buffer("kept text");
}

/* So are fonts. */
static void planted_keep_fonts(void)
{
    for (int at = 0; at < 4; at++) kept_fonts[at] = make_font();
}

/* So are faces. */
static void planted_keep_faces(void)
{
    for (int at = 0; at < 4; at++) FT_New_Face(library, FONT, 0, &kept_faces[at]);
}

/* Nothing on the stack may point to what was lost. */
static void wipe(void)
{
    volatile char room[32768];
    for (size_t at = 0; at < sizeof room; at++) room[at] = 0;
}

int main(void)
{
    void (*const all[])(void) = {
        planted_leak_buffer, planted_leak_font, planted_leak_used_font, planted_leak_set,
        planted_leak_user_data, call_back, planted_leak_glyph, planted_leak_library,
        planted_uninitialised_text, planted_uninitialised_size, planted_use_buffer_after_free,
        planted_use_data_after_free, planted_keep_buffers, planted_keep_fonts,
        planted_keep_faces,
    };
    use_properly();
    for (size_t at = 0; at < sizeof all / sizeof *all; at++) {
        all[at]();
        wipe();
    }
    return 0;
}
