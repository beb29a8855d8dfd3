/*
 * Planted leaks of what GTK, GDK, gdk-pixbuf, librsvg and ATK hand out: what each planted_* function loses is said above
 * it. The functions free_* do the same and free everything. They are called first, so that what the libraries allocate
 * once does not look planted.
 */
#include <gtk/gtk.h>
#include <librsvg/rsvg.h>
#include <string.h>

static const char *const interface =
    "<interface><object class='GtkListStore' id='store'><columns><column type='gchararray'/></columns></object>"
    "<object class='GtkBox' id='box'><child><object class='GtkLabel' id='label'>"
    "<property name='label'>text</property></object></child></object></interface>";

static const char *drawing[] = {"4 2 2 1", "a c #000000", "b c #ff0000", "abab", "baba"};

static GtkListStore *make_store(void)
{
    GtkListStore *store = gtk_list_store_new(2, G_TYPE_STRING, G_TYPE_INT);
    for (int at = 0; at < 3; at++) gtk_list_store_insert_with_values(store, NULL, -1, 0, "a row", 1, at, -1);
    return store;
}

static GtkWidget *make_list(void)
{
    GtkListStore *store = make_store();
    GtkWidget *view = g_object_ref_sink(gtk_tree_view_new_with_model(GTK_TREE_MODEL(store)));
    gtk_tree_view_insert_column_with_attributes(GTK_TREE_VIEW(view), -1, "Column", gtk_cell_renderer_text_new(),
                                                "text", 0, NULL);
    g_object_unref(store);
    return view;
}

/* A label never gets a parent. */
static GtkWidget *new_label(void) { return gtk_label_new("a label with <text>"); }
static void planted_leak_label(void) { new_label(); }
static void free_label(void) { g_object_unref(g_object_ref_sink(new_label())); }

/* A box with a button in it never gets a parent. */
static GtkWidget *new_box(void)
{
    GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 3);
    gtk_container_add(GTK_CONTAINER(box), gtk_button_new_with_mnemonic("_Button"));
    gtk_container_add(GTK_CONTAINER(box), gtk_entry_new());
    return box;
}
static void planted_leak_box(void) { new_box(); }
static void free_box(void) { gtk_widget_destroy(g_object_ref_sink(new_box())); }

/* A store with rows is dropped, and a tree of rows. */
static GtkTreeStore *new_tree(void)
{
    GtkTreeStore *tree = gtk_tree_store_new(1, G_TYPE_STRING);
    GtkTreeIter top, below;
    gtk_tree_store_insert_with_values(tree, &top, NULL, -1, 0, "top", -1);
    gtk_tree_store_insert_with_values(tree, &below, &top, -1, 0, "below", -1);
    return tree;
}
static void planted_leak_store(void) { make_store(), new_tree(); }
static void free_store(void) { g_object_unref(make_store()), g_object_unref(new_tree()); }

/* Paths, their text, a reference to a row and the text of a row are dropped. */
static void rows(gboolean keep)
{
    GtkListStore *store = make_store();
    GtkTreeModel *model = GTK_TREE_MODEL(store);
    GtkTreePath *path = gtk_tree_path_new_from_string("1");
    GtkTreeRowReference *row = gtk_tree_row_reference_new(model, path);
    char *text = gtk_tree_path_to_string(path), *value;
    GtkTreeIter iterator;

    gtk_tree_model_get_iter(model, &iterator, path);
    gtk_tree_model_get(model, &iterator, 0, &value, -1);
    if (!keep) g_free(text), g_free(value), gtk_tree_path_free(path);
    if (!keep) gtk_tree_row_reference_free(row);
    g_object_unref(store);
}
static void planted_leak_rows(void) { rows(TRUE); }
static void free_rows(void) { rows(FALSE); }

/* The rows that are selected, and a list of children, are dropped. */
static void lists(gboolean keep)
{
    GtkWidget *view = make_list(), *box = g_object_ref_sink(new_box());
    GtkTreeSelection *selection = gtk_tree_view_get_selection(GTK_TREE_VIEW(view));
    GList *selected, *children;

    gtk_tree_selection_set_mode(selection, GTK_SELECTION_MULTIPLE);
    gtk_tree_selection_select_all(selection);
    selected = gtk_tree_selection_get_selected_rows(selection, NULL);
    children = gtk_container_get_children(GTK_CONTAINER(box));
    if (!keep) g_list_free_full(selected, (GDestroyNotify)gtk_tree_path_free), g_list_free(children);
    gtk_widget_destroy(view), g_object_unref(view);
    gtk_widget_destroy(box), g_object_unref(box);
}
static void planted_leak_lists(void) { lists(TRUE); }
static void free_lists(void) { lists(FALSE); }

/* A builder is dropped with all that it built. */
static GtkBuilder *new_builder(void) { return gtk_builder_new_from_string(interface, -1); }
static void planted_leak_builder(void) { new_builder(); }
static void free_builder(void) { g_object_unref(new_builder()); }

/* Pictures are dropped: empty, scaled, read. */
static void pictures(gboolean keep)
{
    GdkPixbuf *one = gdk_pixbuf_new(GDK_COLORSPACE_RGB, TRUE, 8, 8, 8), *two, *three, *four;
    gdk_pixbuf_fill(one, 0xff0000ff);
    two = gdk_pixbuf_scale_simple(one, 16, 16, GDK_INTERP_BILINEAR);
    three = gdk_pixbuf_new_from_xpm_data(drawing);
    four = gdk_pixbuf_new_from_file("drawing.svg", NULL);
    if (!keep) g_object_unref(one), g_object_unref(two), g_object_unref(three), g_object_unref(four);
}
static void planted_leak_pictures(void) { pictures(TRUE); }
static void free_pictures(void) { pictures(FALSE); }

/* What a picture was saved to, and the error of one that is none, are dropped. */
static void saved(gboolean keep)
{
    GdkPixbuf *picture = gdk_pixbuf_new_from_xpm_data(drawing);
    GError *error = NULL;
    char *bytes;
    gsize length;
    gdk_pixbuf_save_to_buffer(picture, &bytes, &length, "png", NULL, NULL);
    gdk_pixbuf_new_from_file("note.txt", &error);
    if (!keep) g_free(bytes), g_error_free(error);
    g_object_unref(picture);
}
static void planted_leak_saved(void) { saved(TRUE); }
static void free_saved(void) { saved(FALSE); }

/* A loader is closed and dropped, with its picture. */
static GdkPixbufLoader *new_loader(void)
{
    GdkPixbufLoader *loader = gdk_pixbuf_loader_new();
    char *text;
    gsize length;
    g_file_get_contents("drawing.svg", &text, &length, NULL);
    gdk_pixbuf_loader_write(loader, (guchar *)text, length, NULL);
    gdk_pixbuf_loader_close(loader, NULL);
    g_free(text);
    return loader;
}
static void planted_leak_loader(void) { new_loader(); }
static void free_loader(void) { g_object_unref(new_loader()); }

/* A drawing of librsvg is dropped. */
static RsvgHandle *new_drawing(void) { return rsvg_handle_new_from_file("drawing.svg", NULL); }
static void planted_leak_drawing(void) { new_drawing(); }
static void free_drawing(void) { g_object_unref(new_drawing()); }

/* An icon that was looked up, and its picture, are dropped. */
static void icons(gboolean keep)
{
    GtkIconInfo *icon = gtk_icon_theme_lookup_icon(gtk_icon_theme_get_default(), "image-missing", 16, 0);
    GdkPixbuf *picture = gtk_icon_theme_load_icon(gtk_icon_theme_get_default(), "edit-copy", 32, 0, NULL);
    if (!keep) g_object_unref(icon), g_object_unref(picture);
}
static void planted_leak_icons(void) { icons(TRUE); }
static void free_icons(void) { icons(FALSE); }

/* Style sheets are dropped. */
static GtkCssProvider *new_style(void)
{
    GtkCssProvider *style = gtk_css_provider_new();
    gtk_css_provider_load_from_data(style, "label { color: red; padding: 3px } .own { margin: 1px }", -1, NULL);
    return style;
}
static void planted_leak_style(void) { new_style(); }
static void free_style(void) { g_object_unref(new_style()); }

/* A path of style, what a context was asked for and a colour as text are dropped. */
static void styles(gboolean keep)
{
    GtkWidget *label = g_object_ref_sink(new_label());
    GtkStyleContext *context = gtk_widget_get_style_context(label);
    GtkWidgetPath *path = gtk_widget_path_copy(gtk_widget_get_path(label));
    GdkRGBA colour = {0.1, 0.2, 0.3, 0.4};
    char *text = gdk_rgba_to_string(&colour), *whole;
    PangoFontDescription *font;
    gtk_style_context_get(context, GTK_STATE_FLAG_NORMAL, "font", &font, NULL);
    whole = gtk_style_context_to_string(context, GTK_STYLE_CONTEXT_PRINT_SHOW_STYLE);
    if (!keep) g_free(text), g_free(whole), pango_font_description_free(font), gtk_widget_path_free(path);
    gtk_widget_destroy(label), g_object_unref(label);
}
static void planted_leak_styles(void) { styles(TRUE); }
static void free_styles(void) { styles(FALSE); }

/* A text buffer is dropped with its tags, and text of another one. */
static void texts(gboolean keep)
{
    GtkTextBuffer *lost = gtk_text_buffer_new(NULL), *buffer = gtk_text_buffer_new(NULL);
    GtkTextIter start, end;
    char *text;
    gtk_text_buffer_set_text(lost, "lost\ntext", -1);
    gtk_text_buffer_create_tag(lost, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
    gtk_text_buffer_set_text(buffer, "some\ntext", -1);
    gtk_text_buffer_get_bounds(buffer, &start, &end);
    text = gtk_text_buffer_get_text(buffer, &start, &end, FALSE);
    if (!keep) g_object_unref(lost), g_free(text);
    g_object_unref(buffer);
}
static void planted_leak_texts(void) { texts(TRUE); }
static void free_texts(void) { texts(FALSE); }

/* Text of an entry, the name of a key and a copy of a font are dropped. */
static void strings(gboolean keep)
{
    GtkWidget *entry = g_object_ref_sink(gtk_entry_new());
    PangoFontDescription *font = pango_font_description_from_string("Serif 9");
    char *key = gtk_accelerator_name('q', GDK_CONTROL_MASK), *text;
    gtk_entry_set_text(GTK_ENTRY(entry), "some text");
    text = gtk_editable_get_chars(GTK_EDITABLE(entry), 0, -1);
    if (!keep) pango_font_description_free(font), g_free(key), g_free(text);
    gtk_widget_destroy(entry), g_object_unref(entry);
}
static void planted_leak_strings(void) { strings(TRUE); }
static void free_strings(void) { strings(FALSE); }

/* The array of families of fonts is dropped, and metrics. */
static void fonts(gboolean keep)
{
    GtkWidget *label = g_object_ref_sink(new_label());
    PangoContext *context = gtk_widget_get_pango_context(label);
    PangoFontMetrics *metrics = pango_context_get_metrics(context, NULL, NULL);
    PangoLayout *layout = gtk_widget_create_pango_layout(label, "text");
    PangoFontFamily **families;
    int count;
    pango_context_list_families(context, &families, &count);
    if (!keep) g_free(families), pango_font_metrics_unref(metrics), g_object_unref(layout);
    families = NULL;
    gtk_widget_destroy(label), g_object_unref(label);
}
static void planted_leak_fonts(void) { fonts(TRUE); }
static void free_fonts(void) { fonts(FALSE); }

/* Small objects that others would own are dropped. */
static void small(gboolean keep)
{
    GtkAccelGroup *keys = gtk_accel_group_new();
    GtkSizeGroup *sizes = gtk_size_group_new(GTK_SIZE_GROUP_BOTH);
    GtkAdjustment *adjustment = g_object_ref_sink(gtk_adjustment_new(1, 0, 10, 1, 2, 0));
    GtkPrintSettings *settings = gtk_print_settings_new();
    GtkTargetList *targets = gtk_target_list_new(NULL, 0);
    GdkEvent *event = gdk_event_new(GDK_EXPOSE);
    gtk_print_settings_set(settings, "own", "value");
    gtk_target_list_add_text_targets(targets, 0);
    if (keep) return;
    g_object_unref(keys), g_object_unref(sizes), g_object_unref(adjustment), g_object_unref(settings);
    gtk_target_list_unref(targets);
    gdk_event_free(event);
}
static void planted_leak_small(void) { small(TRUE); }
static void free_small(void) { small(FALSE); }

/* What is said to those who cannot see is dropped: relations and a text. */
static void spoken(gboolean keep)
{
    GtkWidget *label = g_object_ref_sink(new_label());
    AtkObject *object = gtk_widget_get_accessible(label);
    AtkRelationSet *relations = atk_object_ref_relation_set(object);
    AtkStateSet *states = atk_object_ref_state_set(object);
    char *text = atk_text_get_text(ATK_TEXT(object), 0, 4);
    if (!keep) g_object_unref(relations), g_object_unref(states), g_free(text);
    gtk_widget_destroy(label), g_object_unref(label);
}
static void planted_leak_spoken(void) { spoken(TRUE); }
static void free_spoken(void) { spoken(FALSE); }

/* A surface like that of the window is dropped, a picture of it, a cursor. */
static void surfaces(gboolean keep)
{
    GdkWindow *root = gdk_get_default_root_window();
    cairo_surface_t *surface = gdk_window_create_similar_image_surface(root, CAIRO_FORMAT_ARGB32, 8, 8, 1);
    GdkPixbuf *picture = gdk_pixbuf_get_from_surface(surface, 0, 0, 4, 4);
    GdkCursor *cursor = gdk_cursor_new_from_pixbuf(gdk_display_get_default(), picture, 0, 0);
    if (!keep) cairo_surface_destroy(surface), g_object_unref(picture), g_object_unref(cursor);
}
static void planted_leak_surfaces(void) { surfaces(TRUE); }
static void free_surfaces(void) { surfaces(FALSE); }

/* Own strings are attached to a label and put in a store, and nobody frees them. */
static void own(gboolean keep)
{
    GtkWidget *label = g_object_ref_sink(new_label());
    GtkListStore *store = gtk_list_store_new(1, G_TYPE_POINTER);
    char *one = g_strdup("own data"), *other = g_strdup_printf("own %s", "pointer");
    g_object_set_data(G_OBJECT(label), "own", one);
    gtk_list_store_insert_with_values(store, NULL, -1, 0, other, -1);
    if (!keep) g_free(one), g_free(other);
    gtk_widget_destroy(label), g_object_unref(label);
    g_object_unref(store);
}
static void planted_leak_own(void) { own(TRUE); }
static void free_own(void) { own(FALSE); }

static GSList *kept;
static GtkTargetList *kept_targets;

/* Paths and the text of a colour are remembered and never forgotten. */
static void planted_keep_paths(void)
{
    GdkRGBA colour = {0.1, 0.2, 0.3, 0.4};
    for (int at = 0; at < 4; at++) kept = g_slist_prepend(kept, gtk_tree_path_new_from_indices(1, at, -1));
    kept = g_slist_prepend(kept, gtk_tree_path_to_string(kept->data));
    kept = g_slist_prepend(kept, gdk_rgba_to_string(&colour));
}

/* So are pictures and stores. */
static void planted_keep_pictures(void)
{
    for (int at = 0; at < 4; at++) kept = g_slist_prepend(kept, gdk_pixbuf_new_from_xpm_data(drawing));
    for (int at = 0; at < 2; at++) kept = g_slist_prepend(kept, make_store());
}

/* So are labels and a style sheet. */
static void planted_keep_labels(void)
{
    for (int at = 0; at < 4; at++) kept = g_slist_prepend(kept, g_object_ref_sink(new_label()));
    kept = g_slist_prepend(kept, new_style());
}

/* So are targets and an event. */
static void planted_keep_targets(void)
{
    kept_targets = gtk_target_list_new(NULL, 0);
    gtk_target_list_add_text_targets(kept_targets, 0);
    kept = g_slist_prepend(kept, gdk_event_new(GDK_EXPOSE));
}

/* Nothing on the stack may point to what was lost. */
static void wipe(void)
{
    volatile char room[65536];
    for (size_t at = 0; at < sizeof room; at++) room[at] = 0;
}

int main(int argc, char **argv)
{
    void (*const proper[])(void) = {
        free_label, free_box, free_store, free_rows, free_lists, free_builder, free_pictures, free_saved,
        free_loader, free_drawing, free_icons, free_style, free_styles, free_texts, free_strings, free_fonts,
        free_small,
        free_spoken, free_surfaces, free_own,
    };
    void (*const all[])(void) = {
        planted_leak_label, planted_leak_box, planted_leak_store, planted_leak_rows, planted_leak_lists,
        planted_leak_builder, planted_leak_pictures, planted_leak_saved, planted_leak_loader,
        planted_leak_drawing, planted_leak_icons, planted_leak_style, planted_leak_styles, planted_leak_texts,
        planted_leak_strings, planted_leak_fonts, planted_leak_small, planted_leak_spoken, planted_leak_surfaces, planted_leak_own,
        planted_keep_paths, planted_keep_pictures, planted_keep_labels,
        planted_keep_targets,
    };
    gtk_init(&argc, &argv);
    for (int round = 0; round < 2; round++)
        for (size_t at = 0; at < sizeof proper / sizeof *proper; at++) proper[at]();
    for (size_t at = 0; at < sizeof all / sizeof *all; at++) {
        all[at]();
        wipe();
    }
    while (gtk_events_pending()) gtk_main_iteration();
    return 0;
}
