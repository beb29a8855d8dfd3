/*
 * Planted misuse of GTK, GDK and gdk-pixbuf: values that nobody set, and objects that are used after they were freed. What
 * each planted_* function does wrong is said above it.
 */
#include <gtk/gtk.h>
#include <stdio.h>
#include <string.h>

/* A picture that nobody filled is saved. */
static void planted_uninitialised_picture(void)
{
    guchar *pixels = g_malloc(16 * 16 * 3);
    GdkPixbuf *picture =
        gdk_pixbuf_new_from_data(pixels, GDK_COLORSPACE_RGB, FALSE, 8, 16, 16, 16 * 3, NULL, NULL);
    char *bytes;
    gsize length;
    gdk_pixbuf_save_to_buffer(picture, &bytes, &length, "png", NULL, NULL);
    g_free(bytes);
    g_object_unref(picture);
    g_free(pixels);
}

/* Pixels that nobody set are scaled and drawn. */
static void planted_uninitialised_pixels(void)
{
    guchar *pixels = g_malloc(16 * 16 * 4);
    GdkPixbuf *picture =
        gdk_pixbuf_new_from_data(pixels, GDK_COLORSPACE_RGB, TRUE, 8, 16, 16, 16 * 4, NULL, NULL);
    GdkPixbuf *scaled = gdk_pixbuf_scale_simple(picture, 5, 5, GDK_INTERP_BILINEAR);
    cairo_surface_t *surface = gdk_cairo_surface_create_from_pixbuf(picture, 1, NULL);
    cairo_surface_destroy(surface);
    g_object_unref(scaled);
    g_object_unref(picture);
    g_free(pixels);
}

/* The number of a row was never set, and rows are sorted by it. */
static void planted_uninitialised_row(void)
{
    int *number = g_malloc(2 * sizeof *number);
    GtkListStore *store = gtk_list_store_new(1, G_TYPE_INT);
    gtk_tree_sortable_set_sort_column_id(GTK_TREE_SORTABLE(store), 0, GTK_SORT_ASCENDING);
    gtk_list_store_insert_with_values(store, NULL, -1, 0, 4, -1);
    gtk_list_store_insert_with_values(store, NULL, -1, 0, number[1], -1);
    g_object_unref(store);
    g_free(number);
}

/* The width that a label shall have was never set. */
static void planted_uninitialised_size(void)
{
    int *width = g_malloc(2 * sizeof *width);
    GtkWidget *label = g_object_ref_sink(gtk_label_new("text"));
    gtk_widget_set_size_request(label, width[1], -1);
    gtk_widget_destroy(label), g_object_unref(label);
    g_free(width);
}

/* A colour that nobody set becomes text. */
static void planted_uninitialised_colour(void)
{
    GdkRGBA *colour = g_malloc(sizeof *colour);
    char *text = gdk_rgba_to_string(colour);
    g_free(text);
    g_free(colour);
}

/* The end of a text was never written. */
static void planted_uninitialised_text(void)
{
    char *text = g_malloc(16);
    GtkTextBuffer *buffer = gtk_text_buffer_new(NULL);
    memcpy(text, "half", 4);
    gtk_text_buffer_set_text(buffer, text, 5);
    g_object_unref(buffer);
    g_free(text);
}

/* A label is asked after it was freed. */
static void planted_use_label_after_free(void)
{
    GtkWidget *label = g_object_ref_sink(gtk_label_new("text"));
    gtk_widget_destroy(label), g_object_unref(label);
    if (gtk_label_get_text(GTK_LABEL(label)) == NULL) puts("none");
}

/* A path is asked after it was freed. */
static void planted_use_path_after_free(void)
{
    GtkTreePath *path = gtk_tree_path_new_from_string("1:2");
    gtk_tree_path_free(path);
    if (gtk_tree_path_get_depth(path) == 7) puts("deep");
}

/* A row is read after its store was freed. */
static void planted_use_row_after_free(void)
{
    GtkListStore *store = gtk_list_store_new(1, G_TYPE_INT);
    GtkTreeIter row;
    int value;
    gtk_list_store_insert_with_values(store, &row, -1, 0, 4, -1);
    g_object_ref(store);
    g_object_unref(store);
    g_object_unref(store);
    gtk_tree_model_get(GTK_TREE_MODEL(store), &row, 0, &value, -1);
}

/* A picture is asked after it was freed. */
static void planted_use_picture_after_free(void)
{
    GdkPixbuf *picture = gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, 4, 4);
    g_object_unref(picture);
    if (gdk_pixbuf_get_width(picture) == 7) puts("wide");
}

/* Pixels are copied after they were freed. */
static void planted_use_pixels_after_free(void)
{
    guchar *pixels = g_malloc0(16 * 16 * 3);
    GdkPixbuf *picture =
        gdk_pixbuf_new_from_data(pixels, GDK_COLORSPACE_RGB, FALSE, 8, 16, 16, 16 * 3, NULL, NULL), *copy;
    g_free(pixels);
    copy = gdk_pixbuf_copy(picture);
    g_object_unref(copy);
    g_object_unref(picture);
}

/* There are fewer pixels than was said. */
static void planted_read_beyond_pixels(void)
{
    guchar *pixels = g_malloc0(16 * 15 * 3);
    GdkPixbuf *picture =
        gdk_pixbuf_new_from_data(pixels, GDK_COLORSPACE_RGB, FALSE, 8, 16, 16, 16 * 3, NULL, NULL);
    GdkPixbuf *scaled = gdk_pixbuf_scale_simple(picture, 32, 32, GDK_INTERP_NEAREST);
    g_object_unref(scaled);
    g_object_unref(picture);
    g_free(pixels);
}

int main(int argc, char **argv)
{
    gtk_init(&argc, &argv);
    planted_uninitialised_picture();
    planted_uninitialised_pixels();
    planted_uninitialised_row();
    planted_uninitialised_size();
    planted_uninitialised_colour();
    planted_uninitialised_text();
    planted_use_label_after_free();
    planted_use_path_after_free();
    planted_use_row_after_free();
    planted_use_picture_after_free();
    planted_use_pixels_after_free();
    planted_read_beyond_pixels();
    return 0;
}
