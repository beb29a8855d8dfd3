/*
 * Bugs of own code with the strings and containers of GLib, through the entries that the library's own memory comes
 * through as well. Names of functions say what is lost, kept or broken.
 */
#include <glib.h>
#include <stdlib.h>
#include <string.h>

static volatile int sink;

/* Lost for good. */
static void planted_lose_string(void) { g_strdup("lost string"); }
static void planted_lose_printf(void) { g_strdup_printf("%s %d", "lost", 1); }
static void planted_lose_split(void) { g_free(g_strsplit("a,b,c", ",", 0)); } /* the pieces */
static void planted_lose_join(void) { g_strjoin("/", "a", "b", NULL); }
static void planted_lose_path(void) { g_build_filename("/tmp", "a", "b", NULL); }
static void planted_lose_gstring(void) { g_string_append(g_string_new("a string"), " that grows and grows and grows and grows"); }
static void planted_lose_gstring_text(void) { g_string_free(g_string_new("only the shell is freed"), FALSE); }
static void planted_lose_list(void) {
  GList *list = g_list_append(NULL, g_strdup("element"));
  list = g_list_append(list, "static");
  g_list_free_1(g_list_last(list));
}
static void planted_lose_slist(void) { g_slist_prepend(g_slist_prepend(NULL, "a"), "b"); }
static void planted_lose_queue(void) { g_queue_push_tail(g_queue_new(), "element"); }
static void planted_lose_array(void) {
  GArray *array = g_array_new(FALSE, TRUE, 8);
  g_array_set_size(array, 1000);
  g_array_free(array, FALSE);
}
static void planted_lose_ptr_array(void) { g_ptr_array_add(g_ptr_array_new(), "element"); }
static void planted_lose_byte_array(void) { g_byte_array_append(g_byte_array_new(), (const guint8 *)"bytes", 5); }
static void planted_lose_hash_table(void) {
  GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert(table, g_strdup("key"), "value");
}
static void planted_lose_tree(void) { g_tree_insert(g_tree_new((GCompareFunc)strcmp), "key", "value"); }
static void planted_lose_bytes(void) { g_bytes_new("bytes", 5); }
static void planted_lose_variant(void) { g_variant_ref_sink(g_variant_new("(si)", "variant", 7)); }
static void planted_lose_dictionary(void) {
  GVariantBuilder builder;
  g_variant_builder_init(&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add(&builder, "{sv}", "key", g_variant_new_string("value"));
  g_variant_builder_end(&builder);
}
static void planted_lose_parsed(void) { g_variant_parse(NULL, "{'a': <1>, 'b': <'two'>}", NULL, NULL, NULL); }
static void planted_lose_error(void) {
  GError *error = NULL;
  char *text;
  g_file_get_contents("/nowhere/none", &text, NULL, &error);
}
static void planted_lose_contents(void) {
  char *text;
  g_file_get_contents("/etc/passwd", &text, NULL, NULL);
}
static void planted_lose_key_file(void) { g_key_file_set_string(g_key_file_new(), "group", "key", "value"); }
static void planted_lose_regex(void) { g_regex_new("a+b", 0, 0, NULL); }
static void planted_lose_date(void) { g_date_time_new_utc(2020, 1, 1, 0, 0, 0); }
static void planted_lose_options(void) {
  static int number;
  static const GOptionEntry entries[] = {{"number", 'n', 0, G_OPTION_ARG_INT, &number, "a number", "N"}, {0}};
  g_option_context_add_main_entries(g_option_context_new("- lost"), entries, NULL);
}
static void planted_lose_markup(void) {
  static const GMarkupParser parser = {0};
  GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, NULL, NULL);
  g_markup_parse_context_parse(context, "<a><b", 5, NULL);
}
static void planted_lose_checksum(void) { g_checksum_new(G_CHECKSUM_SHA256); }
static void planted_lose_converted(void) { g_convert("text", -1, "ISO-8859-15", "UTF-8", NULL, NULL, NULL); }
static void planted_lose_source(void) { g_idle_source_new(); }
static void planted_lose_main_loop(void) { g_main_loop_new(NULL, FALSE); }
static void planted_keep_context(void) { g_main_context_new(); } /* the library has a list of them */
static void planted_lose_mapped_file(void) { g_mapped_file_new("/etc/passwd", FALSE, NULL); }
static void planted_lose_environment(void) { g_get_environ(); }
static void planted_lose_data(void) {
  GData *data;
  g_datalist_init(&data);
  g_datalist_set_data_full(&data, "key", g_strdup("value"), g_free);
  data = NULL;
}
static void planted_lose_scanner(void) { g_scanner_new(NULL); }
static void planted_lose_timer(void) { g_timer_new(); }
static void planted_lose_rand(void) { g_rand_new_with_seed(7); }
static void planted_lose_async_queue(void) { g_async_queue_push(g_async_queue_new(), "element"); }
static void planted_lose_slice(void) { memset(g_slice_alloc(48), 1, 48); }
static void planted_lose_inner_pointer(void) { /* possibly lost: only a pointer into it is left */
  static char *inside;
  inside = (char *)g_malloc0(100) + 10;
}

/* Own code that the library calls. */
static void planted_lose_in_callback(gpointer element, gpointer data) {
  (void)data;
  g_strconcat(element, "!", NULL);
}
static void callback_of_foreach(void) {
  GSList *list = g_slist_prepend(NULL, "element");
  g_slist_foreach(list, planted_lose_in_callback, NULL);
  g_slist_free(list);
}
static gboolean planted_lose_in_idle(gpointer loop) {
  g_strdup("lost in a source");
  g_main_loop_quit(loop);
  return G_SOURCE_REMOVE;
}
static void callback_of_idle(void) {
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  g_idle_add(planted_lose_in_idle, loop);
  g_main_loop_run(loop);
  g_main_loop_unref(loop);
}
static gpointer planted_lose_in_thread(gpointer data) { return g_strdup(data); }
static void thread_result(void) { g_thread_join(g_thread_new("loser", planted_lose_in_thread, "result")); }
static void planted_lose_in_pool(gpointer data, gpointer user) {
  (void)user;
  g_strdup(data);
}
static void pool_of_threads(void) {
  GThreadPool *pool = g_thread_pool_new(planted_lose_in_pool, NULL, 1, TRUE, NULL);
  g_thread_pool_push(pool, "task", NULL);
  g_thread_pool_free(pool, FALSE, TRUE);
}
static gpointer wait(gpointer data) { /* until the program ends */
  g_usleep(G_MAXULONG);
  return data;
}
static GThread *threads[8];
static void planted_keep_threads(void) { /* more than there are stacks of ended threads to reuse */
  for (int i = 0; i < 8; i++) threads[i] = g_thread_new("runs", wait, NULL);
}
static void planted_lose_running_pool(void) { g_thread_pool_new((GFunc)wait, NULL, 2, TRUE, NULL); }
static gpointer planted_lose_in_once(gpointer data) {
  g_strdup(data);
  return NULL;
}
static void once(void) {
  static GOnce control = G_ONCE_INIT;
  g_once(&control, planted_lose_in_once, "once");
}
static void planted_lose_in_log(const char *domain, GLogLevelFlags level, const char *text, gpointer data) {
  (void)domain, (void)level, (void)data;
  g_strdup(text);
}
static void log_handler(void) {
  guint handler = g_log_set_handler("own", G_LOG_LEVEL_MESSAGE, planted_lose_in_log, NULL);
  g_log("own", G_LOG_LEVEL_MESSAGE, "hello");
  g_log_remove_handler("own", handler);
}

/* Freed and used, freed twice, and read beyond the end. */
static void planted_use_freed_string(void) {
  char *text = g_strdup("freed string");
  g_free(text);
  sink += g_str_hash(text);
}
static void planted_use_freed_list(void) {
  GList *list = g_list_append(NULL, "element");
  g_list_free(list);
  sink += g_list_length(list);
}
static void planted_use_freed_table(void) {
  GHashTable *table = g_hash_table_new(NULL, NULL);
  g_hash_table_ref(table);
  g_hash_table_unref(table);
  g_hash_table_unref(table);
  sink += g_hash_table_size(table);
}
static void planted_use_freed_key(void) { /* the table owns a key that is freed behind its back */
  GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
  char *key = g_strdup("key");
  g_hash_table_insert(table, key, "value");
  g_free(key);
  sink += g_hash_table_contains(table, "key");
  g_hash_table_unref(table);
}
static void planted_use_freed_array(void) {
  GArray *array = g_array_new(FALSE, TRUE, 4);
  int one = 1;
  g_array_append_val(array, one);
  int *data = (int *)array->data;
  g_array_free(array, TRUE);
  sink += data[0];
}
static void planted_use_freed_gstring(void) {
  GString *text = g_string_new("freed");
  g_string_free(text, TRUE);
  sink += (int)text->len;
}
static void planted_use_freed_loop(void) {
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  g_main_loop_unref(loop);
  sink += g_main_loop_is_running(loop);
}
static void planted_free_twice(void) {
  char *text = g_strdup("freed twice");
  g_free(text);
  free(text);
}
static void planted_read_beyond(void) {
  char *text = g_malloc(8);
  memset(text, 'a', 8);
  sink += (int)strlen(text) + g_utf8_validate(text, 9, NULL);
  g_free(text);
}

/* Data that nobody has set. */
static void planted_uninitialised_hash(void) {
  char *text = g_malloc(16);
  text[15] = 0;
  sink += g_str_hash(text);
  g_free(text);
}
static void planted_uninitialised_key(void) {
  GHashTable *table = g_hash_table_new(g_direct_hash, g_direct_equal);
  gpointer *key = g_malloc(sizeof *key);
  sink += g_hash_table_contains(table, *key);
  g_free(key);
  g_hash_table_unref(table);
}
static void planted_uninitialised_utf8(void) {
  char *text = g_malloc(16);
  sink += g_utf8_validate(text, 16, NULL);
  g_free(text);
}
static void planted_uninitialised_base64(void) {
  guchar *data = g_malloc(30);
  char *text = g_base64_encode(data, 30);
  g_free(text);
  g_free(data);
}
static void planted_uninitialised_printf(void) {
  int *number = g_malloc(sizeof *number);
  g_free(g_strdup_printf("%d", *number));
  g_free(number);
}
static int by_number(gconstpointer a, gconstpointer b) { return *(const int *)a < *(const int *)b ? -1 : 1; }
static void planted_uninitialised_sort(void) {
  GArray *array = g_array_new(FALSE, FALSE, sizeof(int));
  g_array_set_size(array, 10);
  g_array_sort(array, by_number);
  g_array_free(array, TRUE);
}
static void planted_uninitialised_contents(void) { /* write(buf) */
  char *data = g_malloc(32);
  g_file_set_contents("planted.out", data, 32, NULL);
  g_free(data);
}

/* Still reachable, and real all the same: what only grows. */
static GHashTable *cache;
static GList *log_lines;
static GSList *names;
static GPtrArray *items;
static GQueue *queue;
static GTree *tree;
static GString *text;
static GHashTable *variants;
static GArray *numbers;
static GKeyFile *keys;
static gboolean tick(gpointer data);
static void planted_keep_cache(void) {
  cache = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; i < 20; i++) g_hash_table_insert(cache, g_strdup_printf("request %d", i), NULL);
}
static void planted_keep_log(void) {
  for (int i = 0; i < 20; i++) log_lines = g_list_prepend(log_lines, g_strdup("a line"));
}
static void planted_keep_names(void) {
  for (int i = 0; i < 20; i++) names = g_slist_append(names, g_strconcat("a", "name", NULL));
}
static void planted_keep_items(void) {
  items = g_ptr_array_new_with_free_func(g_free);
  for (int i = 0; i < 20; i++) g_ptr_array_add(items, g_build_filename("folder", "item", NULL));
}
static void planted_keep_queue(void) {
  queue = g_queue_new();
  for (int i = 0; i < 20; i++) g_queue_push_head(queue, g_strndup("element", 3));
}
static void planted_keep_tree(void) {
  tree = g_tree_new_full((GCompareDataFunc)strcmp, NULL, g_free, NULL);
  for (int i = 0; i < 20; i++) g_tree_insert(tree, g_strdup_printf("%d", i), "value");
}
static void planted_keep_text(void) {
  text = g_string_new(NULL);
  for (int i = 0; i < 200; i++) g_string_append_printf(text, "%d ", i);
}
static void planted_keep_variants(void) {
  variants = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_variant_unref);
  g_hash_table_replace(variants, "a", g_variant_ref_sink(g_variant_new_string("value")));
  g_hash_table_replace(variants, "b", g_variant_parse(NULL, "[(1, 'x'), (2, 'y')]", NULL, NULL, NULL));
}
static void planted_keep_numbers(void) {
  numbers = g_array_sized_new(FALSE, TRUE, sizeof(int), 100);
  for (int i = 0; i < 1000; i++) g_array_append_val(numbers, i);
}
static void planted_keep_keys(void) {
  keys = g_key_file_new();
  g_key_file_load_from_data(keys, "[group]\nkey=value\n", -1, 0, NULL);
  g_key_file_set_integer(keys, "other", "number", 7);
}
static gpointer kept[40];
static void planted_keep_pieces(void) { kept[0] = g_strsplit("a,b,c", ",", 0); }
static void planted_keep_paths(void) {
  kept[1] = g_path_get_dirname("/a/b/c");
  kept[2] = g_path_get_basename("/a/b/c");
  kept[3] = g_canonicalize_filename("a/../b", "/");
  kept[4] = g_find_program_in_path("sh");
}
static void planted_keep_sequence(void) {
  kept[5] = g_sequence_new(g_free);
  for (int i = 0; i < 20; i++) g_sequence_append(kept[5], g_strdup("element"));
}
static void planted_keep_key_values(void) {
  GKeyFile *file = g_key_file_new();
  g_key_file_load_from_data(file, "[group]\nlist=a;b;c;\n", -1, 0, NULL);
  kept[6] = g_key_file_get_string_list(file, "group", "list", NULL, NULL);
  kept[7] = g_key_file_get_string(file, "group", "list", NULL);
  kept[8] = g_key_file_to_data(file, NULL, NULL);
  g_key_file_unref(file);
}
static void planted_keep_date(void) {
  GDateTime *date = g_date_time_new_utc(2020, 1, 1, 0, 0, 0);
  kept[9] = g_date_time_format(date, "%Y-%m-%d");
  kept[10] = date;
}
static gpointer copy(gconstpointer element, gpointer data) {
  (void)data;
  return g_strdup(element);
}
static void planted_keep_copies(void) {
  kept[11] = g_list_copy_deep(log_lines, copy, NULL);
  kept[12] = g_slist_copy_deep(names, copy, NULL);
}
static void planted_keep_channel(void) { kept[13] = g_io_channel_new_file("/etc/passwd", "r", NULL); }
static void planted_keep_array_of(void) {
  kept[14] = g_ptr_array_new_full(10, g_free);
  g_ptr_array_add(kept[14], g_strjoin("/", "a", "b", NULL));
}
static void planted_keep_loop(void) {
  GMainContext *context = g_main_context_new();
  GSource *source = g_timeout_source_new(1000);
  g_source_set_callback(source, tick, g_strdup("data"), g_free);
  g_source_attach(source, context);
  kept[15] = g_main_loop_new(context, FALSE);
}
static void planted_keep_unpacked(void) {
  GVariant *variant = g_variant_ref_sink(g_variant_new_parsed("('text', {'key': <1>})"));
  g_variant_get(variant, "(s@a{sv})", &kept[16], &kept[17]);
  g_variant_unref(variant);
}
static void planted_keep_converted(void) {
  kept[18] = g_locale_to_utf8("text", -1, NULL, NULL, NULL);
  kept[19] = g_filename_to_utf8("text", -1, NULL, NULL, NULL);
  kept[20] = g_convert("text", -1, "ISO-8859-15", "UTF-8", NULL, NULL, NULL);
}
static void planted_keep_regex(void) { kept[21] = g_regex_new("(a+)b", 0, 0, NULL); }
static void planted_keep_environment(void) { kept[22] = g_get_environ(); }
static void planted_keep_children(void) {
  GVariant *variant = g_variant_ref_sink(g_variant_new_parsed("[('a', 1), ('b', 2)]"));
  g_variant_get_data(variant);
  for (int i = 0; i < 2; i++) kept[24 + i] = g_variant_get_child_value(variant, i);
  kept[26] = g_variant_get_variant(g_variant_new_variant(g_variant_new_string("boxed")));
  kept[27] = g_variant_iter_new(variant);
  kept[28] = g_variant_builder_new(G_VARIANT_TYPE_ARRAY);
  g_variant_unref(variant);
}
static void planted_keep_pool(void) { kept[29] = g_thread_pool_new((GFunc)g_free, NULL, 2, FALSE, NULL); }
static void planted_keep_async_queue(void) {
  kept[30] = g_async_queue_new();
  g_async_queue_push(kept[30], g_strdup("element"));
}
static void planted_keep_hooks(void) {
  static GHookList hooks;
  g_hook_list_init(&hooks, sizeof(GHook));
  g_hook_prepend(&hooks, g_hook_alloc(&hooks));
}
static void planted_keep_data_list(void) {
  static GData *data;
  for (int i = 0; i < 10; i++) g_datalist_id_set_data_full(&data, i + 1, g_strdup("value"), g_free);
}
static void planted_keep_bytes(void) {
  kept[31] = g_bytes_new("bytes", 5);
  kept[32] = g_byte_array_append(g_byte_array_new(), (const guint8 *)"bytes", 5);
  kept[33] = g_memdup("bytes", 5);
  kept[34] = g_error_new_literal(G_FILE_ERROR, G_FILE_ERROR_NOENT, "kept error");
}
static void planted_keep_folder(void) { kept[23] = g_dir_open("/etc", 0, NULL); }
static gboolean tick(gpointer data) {
  (void)data;
  return G_SOURCE_CONTINUE;
}
static void planted_keep_sources(void) { /* timeouts that nobody removes */
  for (int i = 0; i < 20; i++) g_timeout_add_full(0, 1000, tick, g_strdup("data of a source"), g_free);
}
static void planted_keep_thread_data(void) {
  static GPrivate data = G_PRIVATE_INIT(NULL);
  g_private_set(&data, g_strdup("data of a thread"));
}

/* What the library sets up for itself when it is used for the first time is none of these bugs. */
static gboolean stop(gpointer loop) {
  g_main_loop_quit(loop);
  return G_SOURCE_REMOVE;
}
static gpointer nothing(gpointer data) { return data; }
static void run(gpointer data, gpointer user) { (void)data, (void)user; }
static void use_the_library(void) {
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  g_idle_add(stop, loop);
  g_main_loop_run(loop);
  g_main_loop_unref(loop);
  g_thread_join(g_thread_new("user", nothing, NULL));
  GThreadPool *pool = g_thread_pool_new(run, NULL, 1, TRUE, NULL);
  g_thread_pool_push(pool, "task", NULL);
  g_thread_pool_free(pool, FALSE, TRUE);
  g_variant_unref(g_variant_parse(NULL, "{'a': <(1, 'x')>, 'b': <['two']>}", NULL, NULL, NULL));
  g_variant_unref(g_variant_ref_sink(g_variant_new("(sia{sv})", "variant", 7, NULL)));
  g_free(g_convert("text", -1, "ISO-8859-15", "UTF-8", NULL, NULL, NULL));
  g_free(g_strdup_printf("%d", 1));
  g_regex_unref(g_regex_new("a+b", 0, 0, NULL));
  g_time_zone_unref(g_time_zone_new("+01:23"));
  GDateTime *now = g_date_time_new_now_local();
  g_free(g_date_time_format(now, "%Y-%m-%d"));
  g_date_time_unref(now);
  g_date_time_unref(g_date_time_new_utc(2020, 1, 1, 0, 0, 0));
  GKeyFile *keys = g_key_file_new();
  g_key_file_load_from_data(keys, "[group]\nkey=value\n", -1, 0, NULL);
  g_key_file_unref(keys);
  GError *error = NULL;
  char *text;
  g_file_get_contents("/nowhere/none", &text, NULL, &error);
  g_error_free(error);
  g_scanner_destroy(g_scanner_new(NULL));
  GData *data;
  g_datalist_init(&data);
  g_datalist_set_data_full(&data, "key", g_strdup("value"), g_free);
  g_datalist_clear(&data);
  g_log_remove_handler("own", g_log_set_handler("own", G_LOG_LEVEL_MESSAGE, planted_lose_in_log, NULL));
  g_slice_free1(48, g_slice_alloc(48));
  g_hash_table_unref(g_hash_table_new(NULL, NULL));
  g_free(g_get_current_dir());
  g_option_context_free(g_option_context_new("- used"));
  g_free(g_locale_to_utf8("text", -1, NULL, NULL, NULL));
  g_free(g_filename_to_utf8("text", -1, NULL, NULL, NULL));
  g_free(g_find_program_in_path("sh"));
  g_io_channel_unref(g_io_channel_new_file("/etc/passwd", "r", NULL));
  g_dir_close(g_dir_open("/etc", 0, NULL));
  for (int number = 0; number < 40; number++) g_strerror(number);
}

/* Pointers that the last call left on the stack would make a lost block look reachable. */
static void __attribute__((noinline)) sweep(void) {
  volatile char stack[65536];
  memset((char *)stack, 0, sizeof stack);
}

int main(void) {
  static void (*const parts[])(void) = {
      use_the_library,          planted_lose_string,       planted_lose_printf,      planted_lose_split,
      planted_lose_join,        planted_lose_path,         planted_lose_gstring,     planted_lose_gstring_text,
      planted_lose_list,        planted_lose_slist,        planted_lose_queue,       planted_lose_array,
      planted_lose_ptr_array,   planted_lose_byte_array,   planted_lose_hash_table,  planted_lose_tree,
      planted_lose_bytes,       planted_lose_variant,      planted_lose_dictionary,  planted_lose_parsed,
      planted_lose_error,       planted_lose_contents,     planted_lose_key_file,    planted_lose_regex,
      planted_lose_date,        planted_lose_options,     planted_lose_markup,
      planted_lose_checksum,    planted_lose_converted,    planted_lose_source,      planted_lose_main_loop,
      planted_keep_context,     planted_lose_mapped_file,  planted_lose_environment, planted_lose_data,
      planted_lose_scanner,     planted_lose_timer,        planted_lose_rand,        planted_lose_async_queue,
      planted_lose_slice,       planted_lose_inner_pointer, callback_of_foreach,     callback_of_idle,
      thread_result,            pool_of_threads,           once,                     log_handler,
      planted_use_freed_string, planted_use_freed_list,    planted_use_freed_table,  planted_use_freed_key,
      planted_use_freed_array,  planted_use_freed_gstring, planted_use_freed_loop,   planted_free_twice,
      planted_read_beyond,      planted_uninitialised_hash, planted_uninitialised_key, planted_uninitialised_utf8,
      planted_uninitialised_base64, planted_uninitialised_printf, planted_uninitialised_sort, planted_uninitialised_contents,
      planted_keep_cache,       planted_keep_log,          planted_keep_names,       planted_keep_items,
      planted_keep_queue,       planted_keep_tree,         planted_keep_text,        planted_keep_variants,
      planted_keep_numbers,     planted_keep_keys,         planted_keep_sources,     planted_keep_thread_data,
      planted_keep_pieces, planted_keep_paths, planted_keep_sequence, planted_keep_key_values, planted_keep_date, planted_keep_copies,
      planted_keep_channel, planted_keep_array_of, planted_keep_loop, planted_keep_unpacked, planted_keep_converted,
      planted_keep_regex, planted_keep_environment, planted_keep_folder,
      planted_keep_children, planted_keep_pool, planted_keep_async_queue, planted_keep_hooks, planted_keep_data_list, planted_keep_bytes,
      planted_keep_threads, planted_lose_running_pool};
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
    parts[i]();
    sweep();
  }
  return 0;
}
