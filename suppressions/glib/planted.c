/*
 * Leaks of own code through the entries of GLib that the noise comes through as well. Each is real, and a
 * pack of suppressions for GLib must hide none of them. Names of functions say what is lost.
 */
#include <gio/gio.h>
#include <string.h>

typedef struct {
  GObject parent;
  char *title;
} Note;
typedef GObjectClass NoteClass;
G_DEFINE_TYPE(Note, note, G_TYPE_OBJECT)
static guint changed;
/* The library calls own code from g_type_class_ref and g_object_new: what that loses is real too. */
static char *class_path(void) { return g_strdup("/org/example/note"); }
static void note_class_init(NoteClass *klass) {
  char *path = class_path();
  changed = g_signal_new(path + strlen("/org/example/"), G_TYPE_FROM_CLASS(klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                         NULL, G_TYPE_NONE, 0);
}
static void note_init(Note *note) { note->title = g_strdup("untitled"); } /* there is no finalize to free it */

static void lose_string(void) { g_strdup("lost string"); }
static void lose_printf(void) { g_strdup_printf("%s %d", "lost", 1); }
static void lose_split(void) { g_free(g_strsplit("a,b,c", ",", 0)); } /* the pieces */
static void lose_list(void) {
  GList *list = g_list_append(NULL, g_strdup("element"));
  list = g_list_append(list, "static");
  g_list_free_1(g_list_last(list));
}
static void lose_array(void) {
  GArray *array = g_array_new(FALSE, TRUE, 8);
  g_array_set_size(array, 1000);
  g_array_free(array, FALSE);
}
static void lose_ptr_array(void) { g_ptr_array_add(g_ptr_array_new(), "element"); }
static void lose_hash_table(void) {
  GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert(table, g_strdup("key"), "value");
}
static void lose_object(void) { g_object_new(note_get_type(), NULL); }
static void lose_title(void) { g_object_unref(g_object_new(note_get_type(), NULL)); }
static void lose_file(void) { g_file_new_for_path("/tmp/chaff-glib/none"); }
static void lose_variant(void) { g_variant_ref_sink(g_variant_new("(si)", "variant", 7)); }
static void lose_error(void) {
  GError *error = NULL;
  char *text;
  g_file_get_contents("/tmp/chaff-glib/none", &text, NULL, &error);
}
static void lose_key_file(void) { g_key_file_set_string(g_key_file_new(), "group", "key", "value"); }
static void lose_source(void) { g_idle_source_new(); }
static void lose_main_loop(void) { g_main_loop_new(NULL, FALSE); }
static void lose_settings_schema(void) { g_settings_schema_source_new_from_directory("/usr/share/glib-2.0/schemas", NULL, TRUE, NULL); }

static void lose_in_callback(gpointer element, gpointer data) {
  (void)data;
  g_strconcat(element, "!", NULL);
}
static void callback_of_foreach(void) {
  GSList *list = g_slist_prepend(NULL, "element");
  g_slist_foreach(list, lose_in_callback, NULL);
  g_slist_free(list);
}
static gpointer lose_in_thread(gpointer data) { return g_strdup(data); }
static void thread_result(void) { g_thread_join(g_thread_new("loser", lose_in_thread, "result")); }

/* Still reachable, and real all the same: a cache that only grows. */
static GHashTable *cache;
static GList *log_lines;
static void keep_cache(void) {
  cache = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; i < 20; i++) g_hash_table_insert(cache, g_strdup_printf("request %d", i), NULL);
}
static void keep_log(void) {
  for (int i = 0; i < 20; i++) log_lines = g_list_prepend(log_lines, g_strdup("a line"));
}

/* What a loop of the main context, a watch and a content type leave by themselves: noise. */
static gboolean stop(gpointer loop) {
  g_main_loop_quit(loop);
  return G_SOURCE_REMOVE;
}
static void use_the_library(void) {
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  g_idle_add(stop, loop);
  g_main_loop_run(loop);
  g_main_loop_unref(loop);
  g_free(g_content_type_guess("a.txt", NULL, 0, NULL));
  g_object_unref(g_file_new_for_uri("file:///tmp"));
  g_object_unref(g_settings_schema_source_get_default() ? g_object_new(G_TYPE_OBJECT, NULL) : g_object_new(note_get_type(), NULL));
}

/* Pointers that the last call left in registers or on the stack would make a lost block look reachable. */
static void __attribute__((noinline)) sweep(void) {
  volatile char stack[65536];
  memset((char *)stack, 0, sizeof stack);
}

int main(void) {
  static void (*const parts[])(void) = {
      use_the_library, lose_string, lose_printf, lose_split, lose_list, lose_array, lose_ptr_array, lose_hash_table,
      lose_object, lose_title, lose_file, lose_variant, lose_error, lose_key_file, lose_source, lose_main_loop,
      lose_settings_schema, callback_of_foreach, thread_result,
      keep_cache, keep_log};
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
    parts[i]();
    sweep();
  }
  return 0;
}
