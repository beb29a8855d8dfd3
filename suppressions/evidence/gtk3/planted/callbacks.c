/*
 * Planted bugs in functions that GTK calls back: handlers of signals, drawing, cells, sorting, sources, classes. What each
 * planted_* function does wrong is said above it. Everything is shown and drawn once without them first.
 */
#include <gtk/gtk.h>
#include <string.h>

static gboolean armed;

/* A handler of a click loses a text and a label each time. */
static void planted_leak_on_click(GtkButton *button, gpointer data)
{
    if (!armed) return;
    g_strdup_printf("clicked %s", gtk_button_get_label(button));
    gtk_label_new("lost");
    (void)data;
}

/* A function that draws loses a surface and a layout each time. */
static gboolean planted_leak_on_draw(GtkWidget *widget, cairo_t *cairo, gpointer data)
{
    if (!armed) return FALSE;
    cairo_surface_create_similar(cairo_get_target(cairo), CAIRO_CONTENT_ALPHA, 8, 8);
    gtk_widget_create_pango_layout(widget, "lost");
    (void)data;
    return FALSE;
}

/* A handler of a new size loses an array each time. */
static void planted_leak_on_size(GtkWidget *widget, GtkAllocation *allocation, gpointer data)
{
    if (armed) memcpy(g_malloc(64), allocation, sizeof *allocation);
    (void)widget, (void)data;
}

/* A handler of changed text loses the text each time. */
static void planted_leak_on_change(GtkEditable *entry, gpointer data)
{
    if (armed) gtk_editable_get_chars(entry, 0, -1);
    (void)data;
}

/* A function that fills a cell loses the text that it set. */
static void planted_leak_in_cell(GtkTreeViewColumn *column, GtkCellRenderer *cell, GtkTreeModel *model,
                                 GtkTreeIter *row, gpointer data)
{
    char *text;
    if (!armed) return;
    gtk_tree_model_get(model, row, 0, &text, -1);
    g_object_set(cell, "text", text, NULL);
    (void)column, (void)data;
}

/* A function that compares loses both texts each time. */
static gint planted_leak_in_sort(GtkTreeModel *model, GtkTreeIter *one, GtkTreeIter *other, gpointer data)
{
    char *left, *right;
    int order;
    gtk_tree_model_get(model, one, 0, &left, -1);
    gtk_tree_model_get(model, other, 0, &right, -1);
    order = strcmp(left, right);
    if (!armed) g_free(left), g_free(right);
    (void)data;
    return order;
}

/* A function for each row loses its path. */
static gboolean planted_leak_in_foreach(GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *row, gpointer data)
{
    if (armed) gtk_tree_path_copy(path);
    (void)model, (void)row, (void)data;
    return FALSE;
}

/* A handler of a selection loses the list of its rows each time. */
static void planted_leak_on_select(GtkTreeSelection *selection, gpointer data)
{
    if (armed) gtk_tree_selection_get_selected_rows(selection, NULL);
    (void)data;
}

/* An idle function and one with a delay lose an object each. */
static gboolean planted_leak_in_idle(gpointer data)
{
    gtk_list_store_new(1, G_TYPE_STRING);
    (void)data;
    return FALSE;
}

static gboolean planted_leak_in_timeout(gpointer data)
{
    gtk_text_buffer_new(NULL);
    (void)data;
    return FALSE;
}

/* A handler of the end of a widget loses a text. */
static void planted_leak_on_destroy(GtkWidget *widget, gpointer data)
{
    g_strconcat("end of ", gtk_widget_get_name(widget), NULL);
    (void)data;
}

/* A handler reads what its owner freed. */
static void planted_use_data_after_free(GtkButton *button, gpointer data)
{
    if (armed && ((char *)data)[3] == 'x') gtk_button_set_label(button, "x");
}

/* A handler puts a value in a label that nobody set. */
static void planted_uninitialised_on_click(GtkButton *button, gpointer data)
{
    double *value;
    if (!armed) return;
    value = g_malloc(2 * sizeof *value);
    gtk_adjustment_set_value(GTK_ADJUSTMENT(data), value[1]);
    g_free(value);
    (void)button;
}

static GSList *clicks;

/* A handler remembers every click, and nobody forgets them. */
static void planted_keep_clicks(GtkButton *button, gpointer data)
{
    if (armed) clicks = g_slist_prepend(clicks, g_strdup_printf("%s again", gtk_button_get_label(button)));
    (void)data;
}

/* A widget of our own: what it allocates for itself is never freed. */
typedef struct {
    GtkDrawingArea parent;
    char *title;
} Dial;
typedef GtkDrawingAreaClass DialClass;
G_DEFINE_TYPE(Dial, dial, GTK_TYPE_DRAWING_AREA)

static void planted_leak_in_init(Dial *dial)
{
    dial->title = g_strdup("title of the dial");
}

static void dial_init(Dial *dial)
{
    planted_leak_in_init(dial);
}

/* A function that tells its width loses a text and a context each time. */
static void planted_leak_in_width(GtkWidget *widget, gint *least, gint *natural)
{
    *least = *natural = 30;
    if (armed) g_strdup_printf("width of %s", gtk_widget_get_name(widget)), gtk_widget_create_pango_context(widget);
}

static void dial_class_init(DialClass *class)
{
    GTK_WIDGET_CLASS(class)->get_preferred_width = planted_leak_in_width;
}

static void run_loop(int milliseconds)
{
    gint64 end = g_get_monotonic_time() + milliseconds * 1000;
    while (g_get_monotonic_time() < end || gtk_events_pending()) {
        while (gtk_events_pending()) gtk_main_iteration();
        g_usleep(20000);
    }
}

/* Nothing on the stack may point to what was lost. */
static void wipe(void)
{
    volatile char room[65536];
    for (size_t at = 0; at < sizeof room; at++) room[at] = 0;
}

int main(int argc, char **argv)
{
    GtkWidget *window, *box, *button, *entry, *view, *dial, *area;
    GtkListStore *store;
    GtkTreeViewColumn *column;
    GtkCellRenderer *cell;
    GtkAdjustment *adjustment;
    char *data = g_strdup("own data");

    gtk_init(&argc, &argv);
    window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
    box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 2);
    button = gtk_button_new_with_label("button");
    entry = gtk_entry_new();
    area = gtk_drawing_area_new();
    dial = g_object_new(dial_get_type(), NULL);
    store = gtk_list_store_new(1, G_TYPE_STRING);
    adjustment = g_object_ref_sink(gtk_adjustment_new(1, 0, 10, 1, 2, 0));
    for (int at = 0; at < 3; at++)
        gtk_list_store_insert_with_values(store, NULL, -1, 0, at == 1 ? "row a" : "row b", -1);
    view = gtk_tree_view_new_with_model(GTK_TREE_MODEL(store));
    column = gtk_tree_view_column_new();
    cell = gtk_cell_renderer_text_new();
    gtk_tree_view_column_pack_start(column, cell, TRUE);
    gtk_tree_view_column_set_cell_data_func(column, cell, planted_leak_in_cell, NULL, NULL);
    gtk_tree_view_append_column(GTK_TREE_VIEW(view), column);
    gtk_tree_sortable_set_sort_func(GTK_TREE_SORTABLE(store), 0, planted_leak_in_sort, NULL, NULL);
    gtk_tree_sortable_set_sort_column_id(GTK_TREE_SORTABLE(store), 0, GTK_SORT_ASCENDING);
    gtk_tree_selection_set_mode(gtk_tree_view_get_selection(GTK_TREE_VIEW(view)), GTK_SELECTION_MULTIPLE);
    g_signal_connect(gtk_tree_view_get_selection(GTK_TREE_VIEW(view)), "changed",
                     G_CALLBACK(planted_leak_on_select), NULL);
    g_signal_connect(button, "clicked", G_CALLBACK(planted_leak_on_click), NULL);
    g_signal_connect(button, "clicked", G_CALLBACK(planted_use_data_after_free), data);
    g_signal_connect(button, "clicked", G_CALLBACK(planted_uninitialised_on_click), adjustment);
    g_signal_connect(button, "clicked", G_CALLBACK(planted_keep_clicks), NULL);
    g_signal_connect(button, "size-allocate", G_CALLBACK(planted_leak_on_size), NULL);
    g_signal_connect(area, "draw", G_CALLBACK(planted_leak_on_draw), NULL);
    g_signal_connect(entry, "changed", G_CALLBACK(planted_leak_on_change), NULL);
    gtk_widget_set_size_request(area, 40, 40);
    gtk_container_add(GTK_CONTAINER(window), box);
    for (GtkWidget *const *each = (GtkWidget *[]){button, entry, area, dial, view, NULL}; *each; each++)
        gtk_container_add(GTK_CONTAINER(box), *each);
    gtk_widget_show_all(window);
    gtk_entry_set_text(GTK_ENTRY(entry), "first");
    gtk_button_clicked(GTK_BUTTON(button));
    run_loop(300);
    gtk_widget_get_pango_context(dial), gtk_widget_get_pango_context(area);
    g_object_unref(gtk_text_buffer_new(NULL));
    gtk_tree_model_foreach(GTK_TREE_MODEL(store), planted_leak_in_foreach, NULL);

    armed = TRUE;
    g_free(data);
    gtk_entry_set_text(GTK_ENTRY(entry), "second");
    gtk_button_clicked(GTK_BUTTON(button));
    gtk_button_set_label(GTK_BUTTON(button), "a button with a longer label");
    gtk_widget_queue_resize(dial);
    gtk_widget_queue_draw(window);
    gtk_tree_model_foreach(GTK_TREE_MODEL(store), planted_leak_in_foreach, NULL);
    gtk_tree_selection_select_all(gtk_tree_view_get_selection(GTK_TREE_VIEW(view)));
    gtk_list_store_insert_with_values(store, NULL, -1, 0, "row c", -1);
    g_idle_add(planted_leak_in_idle, NULL);
    g_timeout_add(10, planted_leak_in_timeout, NULL);
    run_loop(400);
    g_signal_connect(window, "destroy", G_CALLBACK(planted_leak_on_destroy), NULL);
    gtk_widget_destroy(window);
    g_object_unref(store);
    g_object_unref(adjustment);
    wipe();
    run_loop(100);
    return 0;
}
