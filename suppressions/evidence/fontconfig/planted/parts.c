/*
 * Planted bugs around the parts of Pango and cairo, with objects that were made before: what each planted_* function does wrong is said above
 * it. First everything is used once as it should be, so that what the libraries keep does not look planted. The fonts that the
 * font map keeps are loaded there, too, whoever asks for a text to be laid out: that is no bug of whoever asks.
 */
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE 64

static PangoContext *context;
static PangoFont *font;
static PangoFontFamily *family;
static PangoLayout *laid_out;

static cairo_status_t count_bytes(void *closure, const unsigned char *data, unsigned int length)
{
    *(unsigned long *)closure += length + data[0] * 0;
    return CAIRO_STATUS_SUCCESS;
}

static void write_png(cairo_surface_t *surface)
{
    unsigned long length = 0;
    cairo_surface_write_to_png_stream(surface, count_bytes, &length);
}

static void draw_nothing(cairo_t *cairo, PangoAttrShape *shape, gboolean path, gpointer data)
{
    (void)cairo, (void)shape, (void)path, (void)data;
}

static gpointer copy_nothing(gconstpointer data)
{
    return (gpointer)data;
}

static PangoAttrList *shape_list(gpointer data, PangoAttrDataCopyFunc copy)
{
    PangoRectangle box = {0, 0, 8 * PANGO_SCALE, 8 * PANGO_SCALE};
    PangoAttrList *list = pango_attr_list_new();
    PangoAttribute *shape = pango_attr_shape_new_with_data(&box, &box, data, copy, NULL);
    shape->start_index = 0;
    shape->end_index = 1;
    pango_attr_list_insert(list, shape);
    return list;
}

/* Draws a text, with a shape in it where there is a renderer. */
static void draw_text(cairo_t *cairo, const char *text, PangoCairoShapeRendererFunc renderer,
                      PangoAttrDataCopyFunc copy)
{
    PangoLayout *layout = pango_layout_new(context);
    PangoFontDescription *description = pango_font_description_from_string("DejaVu Sans 10");
    PangoAttrList *list = shape_list(NULL, copy);

    if (renderer) pango_cairo_context_set_shape_renderer(context, renderer, NULL, NULL);
    if (renderer) pango_layout_set_attributes(layout, list);
    pango_layout_set_font_description(layout, description);
    pango_layout_set_text(layout, text, -1);
    pango_cairo_show_layout(cairo, layout);
    pango_cairo_context_set_shape_renderer(context, NULL, NULL, NULL);
    pango_attr_list_unref(list);
    pango_font_description_free(description);
    g_object_unref(layout);
}

static PangoLayout *make_layout(const char *markup)
{
    PangoLayout *layout = pango_layout_new(context);
    pango_layout_set_markup(layout, markup, -1);
    pango_layout_set_width(layout, 40 * PANGO_SCALE);
    return layout;
}

static cairo_t *make_cairo(void)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SIZE, SIZE);
    cairo_t *cairo = cairo_create(surface);
    cairo_surface_destroy(surface);
    return cairo;
}

static void use_properly(void)
{
    cairo_t *cairo = make_cairo();
    cairo_pattern_t *gradient = cairo_pattern_create_linear(0, 0, SIZE, SIZE);
    cairo_rectangle_int_t box = {1, 2, 3, 4};
    cairo_region_t *region = cairo_region_create_rectangle(&box);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_surface_t *recording = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    PangoFontDescription *description = pango_font_description_from_string("DejaVu Sans 10");
    PangoTabArray *tabs = pango_tab_array_new_with_positions(1, TRUE, PANGO_TAB_LEFT, 10);
    PangoFontFamily **families;
    PangoFontFace **faces;
    PangoLayoutIter *iterator;
    cairo_path_t *path;
    char *text = pango_font_description_to_string(description);
    int count;

    context = pango_cairo_create_context(cairo);
    pango_context_list_families(context, &families, &count);
    family = families[0];
    g_free(families);
    pango_font_family_list_faces(family, &faces, &count);
    g_free(faces);
    font = pango_context_load_font(context, description);
    laid_out = make_layout("<b>bold</b> <i>italic</i> <u>text</u>");
    iterator = pango_layout_get_iter(laid_out);
    pango_layout_iter_free(iterator);
    pango_cairo_layout_path(cairo, laid_out);
    path = cairo_copy_path(cairo);
    cairo_path_destroy(path);
    cairo_new_path(cairo);
    cairo_move_to(cairo, 1, 2);
    cairo_line_to(cairo, 30, 40);
    cairo_stroke(cairo);
    cairo_pattern_add_color_stop_rgb(gradient, 0, 1, 0, 0);
    cairo_pattern_add_color_stop_rgb(gradient, 1, 0, 0, 1);
    cairo_set_source(cairo, gradient);
    cairo_paint(cairo);
    cairo_show_text(cairo, "text");
    draw_text(cairo, "plain text", draw_nothing, copy_nothing);
    cairo_set_source_surface(cairo, recording, 0, 0);
    cairo_paint(cairo);
    write_png(cairo_get_target(cairo));
    g_free(text);
    pango_tab_array_free(tabs);
    pango_font_description_free(description);
    cairo_surface_destroy(recording);
    cairo_font_options_destroy(options);
    cairo_region_destroy(region);
    cairo_pattern_destroy(gradient);
    cairo_destroy(cairo);
}

/* A layout with markup is dropped. */
static void planted_leak_layout(cairo_t *cairo)
{
    make_layout("<b>lost</b> layout");
    (void)cairo;
}

/* A copy of a layout is dropped. */
static void planted_leak_copy(cairo_t *cairo)
{
    PangoLayout *layout = make_layout("text");
    pango_layout_copy(layout);
    g_object_unref(layout);
    (void)cairo;
}

/* A layout is dropped with tabs and attributes of its own. */
static void planted_leak_rich_layout(cairo_t *cairo)
{
    PangoLayout *layout = pango_layout_new(context);
    PangoTabArray *tabs = pango_tab_array_new_with_positions(1, TRUE, PANGO_TAB_LEFT, 10);
    pango_layout_set_text(layout, "a\ttext", -1);
    pango_layout_set_tabs(layout, tabs);
    pango_tab_array_free(tabs);
    (void)cairo;
}

/* Descriptions of fonts are dropped: one parsed, one copied. */
static void planted_leak_description(cairo_t *cairo)
{
    PangoFontDescription *description = pango_font_description_from_string("Serif Bold 12");
    pango_font_description_copy(description);
    (void)cairo;
}

/* The text of a description is dropped. */
static void planted_leak_text(cairo_t *cairo)
{
    PangoFontDescription *description = pango_font_description_from_string("Serif Bold 12");
    pango_font_description_to_string(description);
    pango_font_description_free(description);
    (void)cairo;
}

/* The description of a font is dropped. */
static void planted_leak_described(cairo_t *cairo)
{
    pango_font_describe(font);
    (void)cairo;
}

/* The array of faces is dropped. */
static void planted_leak_faces(cairo_t *cairo)
{
    PangoFontFace **faces;
    int count;
    pango_font_family_list_faces(family, &faces, &count);
    faces = NULL;
    (void)cairo;
}

/* A list of attributes is dropped, and one that was parsed from markup. */
static void planted_leak_attributes(cairo_t *cairo)
{
    PangoAttrList *list = pango_attr_list_new();
    pango_attr_list_insert(list, pango_attr_family_new("Own family"));
    pango_attr_list_insert(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD));
    pango_parse_markup("<b>bold</b>", -1, 0, &list, NULL, NULL, NULL);
    list = NULL;
    (void)cairo;
}

/* An item and glyphs are dropped. */
static void planted_leak_items(cairo_t *cairo)
{
    PangoItem *item = pango_item_new();
    PangoGlyphString *glyphs = pango_glyph_string_new();
    pango_glyph_string_set_size(glyphs, 7);
    pango_item_copy(item);
    pango_item_free(item);
    (void)cairo;
}

/* An iterator, a copy of it and tabs are dropped. */
static void planted_leak_iterator(cairo_t *cairo)
{
    pango_layout_iter_copy(pango_layout_get_iter(laid_out));
    pango_tab_array_new_with_positions(1, TRUE, PANGO_TAB_LEFT, 10);
    (void)cairo;
}

/* A surface is dropped. */
static void planted_leak_surface(cairo_t *cairo)
{
    cairo_surface_create_similar(cairo_get_target(cairo), CAIRO_CONTENT_ALPHA, 20, 20);
    cairo_image_surface_create(CAIRO_FORMAT_RGB24, 10, 10);
}

/* A surface that records, with a drawing in it, is dropped. */
static void planted_leak_recording(cairo_t *cairo)
{
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *recorder = cairo_create(surface);
    cairo_rectangle(recorder, 1, 2, 3, 4);
    cairo_fill(recorder);
    cairo_destroy(recorder);
    (void)cairo;
}

/* A drawing context is dropped while states are pushed, and with it its surface. */
static void planted_leak_cairo(cairo_t *cairo)
{
    for (int count = 0; count < 12; count++) {
        cairo_t *lost = make_cairo();
        cairo_save(lost);
        cairo_set_line_width(lost, 2);
        cairo_push_group(lost);
    }
    (void)cairo;
}

/* Patterns, a path, a region and font options are dropped. */
static void planted_leak_parts(cairo_t *cairo)
{
    cairo_rectangle_int_t box = {1, 2, 3, 4};
    cairo_pattern_t *gradient = cairo_pattern_create_radial(1, 1, 2, 3, 3, 4);
    cairo_pattern_add_color_stop_rgb(gradient, 0, 1, 0, 0);
    cairo_pattern_add_color_stop_rgb(gradient, 0.5, 1, 0, 0);
    cairo_pattern_add_color_stop_rgb(gradient, 1, 1, 0, 0);
    cairo_rectangle(cairo, 1, 2, 3, 4);
    cairo_copy_path(cairo);
    cairo_new_path(cairo);
    cairo_region_create_rectangle(&box);
    cairo_font_options_create();
}

static cairo_user_data_key_t key;

/* Own data is attached to a surface, and nobody frees it. */
static void planted_leak_user_data(cairo_t *cairo)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 4, 4);
    cairo_surface_set_user_data(surface, &key, strdup("own data"), NULL);
    cairo_surface_destroy(surface);
    (void)cairo;
}

/* Own data is attached to a layout, and nobody frees it. */
static void planted_leak_object_data(cairo_t *cairo)
{
    PangoLayout *layout = make_layout("text");
    g_object_set_data(G_OBJECT(layout), "own", g_strdup("own data"));
    g_object_unref(layout);
    (void)cairo;
}

/* A renderer of shapes, which Pango calls back, loses a surface each time. */
static void planted_leak_in_renderer(cairo_t *cairo, PangoAttrShape *shape, gboolean path, gpointer data)
{
    cairo_surface_create_similar(cairo_get_target(cairo), CAIRO_CONTENT_ALPHA, 8, 8);
    g_strdup_printf("shape at %u", shape->attr.start_index);
    (void)path, (void)data;
}

/* A function that copies data of attributes, which Pango calls back, makes copies that nobody frees. */
static gpointer planted_leak_in_copy(gconstpointer data)
{
    (void)data;
    return g_strdup("copy of own data");
}

/* A function that writes, which cairo calls back, loses a block each time. */
static cairo_status_t planted_leak_in_writer(void *closure, const unsigned char *data, unsigned int length)
{
    char *copy = malloc(length);
    memcpy(copy, data, length);
    (void)closure;
    return CAIRO_STATUS_SUCCESS;
}

static void call_back(cairo_t *cairo)
{
    draw_text(cairo, "shape", planted_leak_in_renderer, planted_leak_in_copy);
    cairo_surface_write_to_png_stream(cairo_get_target(cairo), planted_leak_in_writer, NULL);
}

/* Pixels that nobody wrote are painted and saved. */
static void planted_uninitialised_pixels(cairo_t *cairo)
{
    unsigned char *pixels = malloc(SIZE * SIZE * 4);
    cairo_surface_t *surface =
        cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_ARGB32, SIZE, SIZE, SIZE * 4);
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_paint_with_alpha(cairo, 0.5);
    write_png(surface);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_surface_destroy(surface);
    free(pixels);
}

/* A line goes to a place that nobody set. */
static void planted_uninitialised_place(cairo_t *cairo)
{
    double *place = malloc(2 * sizeof *place);
    cairo_move_to(cairo, 3, 4);
    cairo_line_to(cairo, place[0], place[1]);
    cairo_stroke(cairo);
    free(place);
}

/* The width of a layout was never set. */
static void planted_uninitialised_width(cairo_t *cairo)
{
    int *width = malloc(2 * sizeof *width);
    PangoLayout *layout = make_layout("some text");
    pango_layout_set_width(layout, width[1]);
    pango_cairo_update_layout(cairo, layout);
    g_object_unref(layout);
    free(width);
}

/* Half of the text was never written. */
static void planted_uninitialised_text(cairo_t *cairo)
{
    char *text = malloc(16);
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    memcpy(text, "half", 4);
    pango_layout_set_text(layout, text, 12);
    g_object_unref(layout);
    free(text);
}

/* A layout is asked after it was freed. */
static void planted_use_layout_after_free(cairo_t *cairo)
{
    PangoLayout *layout = make_layout("text");
    g_object_unref(layout);
    if (pango_layout_get_justify(layout)) puts("justified");
    (void)cairo;
}

/* A description is asked after it was freed. */
static void planted_use_description_after_free(cairo_t *cairo)
{
    PangoFontDescription *description = pango_font_description_from_string("Serif Bold 12");
    pango_font_description_free(description);
    if (pango_font_description_get_size(description) == 1) puts("small");
    (void)cairo;
}

/* A surface is asked after it was freed. */
static void planted_use_surface_after_free(cairo_t *cairo)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 4, 4);
    cairo_surface_destroy(surface);
    if (cairo_image_surface_get_width(surface) == 7) puts("seven");
    (void)cairo;
}

/* A surface outlives the pixels that it was made for. */
static void planted_use_pixels_after_free(cairo_t *cairo)
{
    unsigned char *pixels = calloc(SIZE * SIZE, 4);
    cairo_surface_t *surface =
        cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_ARGB32, SIZE, SIZE, SIZE * 4);
    free(pixels);
    write_png(surface);
    cairo_surface_destroy(surface);
    (void)cairo;
}

static GSList *kept_fonts;
static PangoAttrList *kept_attributes;
static GHashTable *kept_surfaces;
static cairo_scaled_font_t *kept_font;

/* Descriptions of fonts are remembered and never forgotten. */
static void planted_keep_descriptions(cairo_t *cairo)
{
    for (int count = 0; count < 4; count++)
        kept_fonts = g_slist_prepend(kept_fonts, pango_font_description_from_string("Serif Bold 12"));
    (void)cairo;
}

/* So are attributes. */
static void planted_keep_attributes(cairo_t *cairo)
{
    kept_attributes = pango_attr_list_new();
    pango_attr_list_insert(kept_attributes, pango_attr_family_new("Own family"));
    pango_attr_list_insert(kept_attributes, pango_attr_weight_new(PANGO_WEIGHT_BOLD));
    (void)cairo;
}

/* So are options of fonts. */
static void planted_keep_options(cairo_t *cairo)
{
    kept_fonts = g_slist_prepend(kept_fonts, cairo_font_options_create());
    kept_fonts = g_slist_prepend(kept_fonts, cairo_font_options_copy(kept_fonts->data));
    (void)cairo;
}

/* So is a font of cairo, in a size of its own. */
static void planted_keep_scaled_font(cairo_t *cairo)
{
    cairo_matrix_t size, unit;
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_matrix_init_scale(&size, 77, 77);
    cairo_matrix_init_identity(&unit);
    kept_font = cairo_scaled_font_create(cairo_get_font_face(cairo), &size, &unit, options);
    cairo_font_options_destroy(options);
}

/* So are surfaces, by name. */
static void planted_keep_surfaces(cairo_t *cairo)
{
    kept_surfaces = g_hash_table_new(g_str_hash, g_str_equal);
    for (int count = 0; count < 4; count++)
        g_hash_table_insert(kept_surfaces, g_strdup_printf("surface %d", count),
                            cairo_surface_create_similar(cairo_get_target(cairo), CAIRO_CONTENT_ALPHA, 9, 9));
}

/* Nothing on the stack may point to what was lost. */
static void wipe(void)
{
    volatile char room[65536];
    for (size_t at = 0; at < sizeof room; at++) room[at] = 0;
}

int main(void)
{
    void (*const all[])(cairo_t *) = {
        planted_leak_layout, planted_leak_rich_layout, planted_leak_copy,
        planted_leak_description, planted_leak_text, planted_leak_described, planted_leak_faces,
        planted_leak_attributes, planted_leak_items, planted_leak_iterator, planted_leak_surface,
        planted_leak_recording, planted_leak_cairo, planted_leak_parts, planted_leak_user_data,
        planted_leak_object_data, call_back, planted_uninitialised_pixels, planted_uninitialised_place,
        planted_uninitialised_width, planted_uninitialised_text, planted_use_layout_after_free,
        planted_use_description_after_free, planted_use_surface_after_free, planted_use_pixels_after_free,
        planted_keep_descriptions, planted_keep_attributes, planted_keep_options,
        planted_keep_scaled_font, planted_keep_surfaces,
    };
    use_properly();
    for (size_t at = 0; at < sizeof all / sizeof *all; at++) {
        cairo_t *cairo = make_cairo();
        all[at](cairo);
        cairo_destroy(cairo);
        wipe();
    }
    return 0;
}
