/*
 * Races of own code with GLib: containers, counts, flags and objects that two threads use without a lock, and locks in the
 * wrong order. None of it is in GLib's own threads. Names of functions say what is wrong.
 */
#include <gio/gio.h>
#include <pthread.h>
#include <string.h>

static volatile int sink;

/* Runs a function in two threads at a time. */
static void twice(GThreadFunc function, gpointer data) {
  GThread *one = g_thread_new("one", function, data), *two = g_thread_new("two", function, data);
  g_thread_join(one);
  g_thread_join(two);
}
/* Tells which of the two a thread is. */
static int turn(int *turns) { return __atomic_fetch_add(turns, 1, __ATOMIC_SEQ_CST); }

static int counter;
static gpointer planted_race_counter(gpointer data) {
  for (int i = 0; i < 10; i++) counter++;
  return data;
}
static gpointer planted_race_references(gpointer data) { /* a count of references that is no atomic one */
  int *count = data;
  ++*count;
  if (--*count == 0) sink++;
  return NULL;
}
static gpointer planted_race_table(gpointer data) {
  for (int i = 1; i < 20; i++) g_hash_table_insert(data, GINT_TO_POINTER(i), "value");
  return NULL;
}
static gpointer planted_race_lookup(gpointer data) { /* one writes what the other looks up */
  static int turns;
  if (turn(&turns) == 0)
    for (int i = 1; i < 20; i++) g_hash_table_replace(data, GINT_TO_POINTER(i), "other");
  else
    for (int i = 1; i < 20; i++) sink += g_hash_table_contains(data, GINT_TO_POINTER(i));
  return NULL;
}
static GList *list;
static gpointer planted_race_list(gpointer data) {
  for (int i = 0; i < 10; i++) list = g_list_prepend(list, data);
  return NULL;
}
static gpointer planted_race_append(gpointer data) { return g_list_append(data, "element"); }
static gpointer planted_race_slist(gpointer data) { return g_slist_append(data, "element"); }
static gpointer planted_race_queue(gpointer data) {
  for (int i = 0; i < 10; i++) g_queue_push_tail(data, "element");
  return g_queue_pop_head(data);
}
static gpointer planted_race_array(gpointer data) {
  for (int i = 0; i < 10; i++) g_array_append_val((GArray *)data, i);
  return NULL;
}
static gpointer planted_race_pointers(gpointer data) {
  for (int i = 0; i < 10; i++) g_ptr_array_add(data, "element");
  return NULL;
}
static gpointer planted_race_text(gpointer data) {
  for (int i = 0; i < 10; i++) g_string_append(data, "text");
  return NULL;
}
static int by_address(gconstpointer a, gconstpointer b) { return a < b ? -1 : a > b; }
static gpointer planted_race_tree(gpointer data) {
  for (int i = 1; i < 20; i++) g_tree_insert(data, GINT_TO_POINTER(i), "value");
  return NULL;
}
static gpointer planted_race_keys(gpointer data) {
  g_key_file_set_string(data, "group", "key", "value");
  return NULL;
}
static gpointer planted_race_sequence(gpointer data) {
  for (int i = 0; i < 10; i++) g_sequence_append(data, "element");
  return NULL;
}
static gpointer planted_race_bytes(gpointer data) {
  for (int i = 0; i < 10; i++) g_byte_array_append(data, (const guint8 *)"bytes", 5);
  return NULL;
}
static gpointer planted_race_sort(gpointer data) {
  g_ptr_array_sort(data, by_address);
  return NULL;
}
static gpointer planted_race_each(gpointer data) { /* one walks over what the other changes */
  static int turns;
  GHashTableIter iter;
  if (turn(&turns) == 0) {
    for (int i = 20; i < 40; i++) g_hash_table_add(data, GINT_TO_POINTER(i));
  } else {
    g_hash_table_iter_init(&iter, data);
    for (int i = 0; i < 5 && g_hash_table_iter_next(&iter, NULL, NULL); i++) sink++;
  }
  return NULL;
}
static gpointer planted_race_random(gpointer data) {
  for (int i = 0; i < 10; i++) sink += (int)g_rand_int(data);
  return NULL;
}
static gpointer planted_race_copy(gpointer data) { /* a text that both write */
  memcpy(data, "text", 5);
  return NULL;
}
static gpointer planted_race_mixed(gpointer data) { /* atomic here, plain there */
  static int turns;
  int *number = data;
  if (turn(&turns) == 0)
    for (int i = 0; i < 10; i++) g_atomic_int_inc(number);
  else
    for (int i = 0; i < 10; i++) *number += 1;
  return NULL;
}
static int ready, payload;
static gpointer planted_race_flag(gpointer data) { /* a flag in the place of a lock */
  static int turns;
  if (turn(&turns) == 0) {
    payload = 7;
    ready = 1;
  } else {
    for (int i = 0; i < 1000 && !ready; i++) g_thread_yield();
    sink += payload;
  }
  return data;
}
static char *instance;
static gpointer planted_race_singleton(gpointer data) { /* looked at, and made when it is not there */
  if (!instance) instance = "instance";
  return data;
}

typedef struct {
  GObject parent;
  int number;
} Note;
typedef GObjectClass NoteClass;
G_DEFINE_TYPE(Note, note, G_TYPE_OBJECT)
static void planted_race_set_property(GObject *object, guint id, const GValue *value, GParamSpec *spec) {
  (void)id, (void)spec;
  ((Note *)object)->number = g_value_get_int(value);
}
static void note_class_init(NoteClass *klass) {
  klass->set_property = planted_race_set_property;
  g_object_class_install_property(klass, 1, g_param_spec_int("number", NULL, NULL, 0, 100, 0, G_PARAM_WRITABLE));
  g_signal_new("changed", G_TYPE_FROM_CLASS(klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}
static void note_init(Note *note) { (void)note; }
static gpointer planted_race_field(gpointer data) {
  ((Note *)data)->number++;
  return NULL;
}
static gpointer set_property(gpointer data) {
  g_object_set(data, "number", 7, NULL);
  return NULL;
}
static void planted_race_in_handler(Note *note, gpointer data) {
  (void)note;
  ++*(int *)data;
}
static gpointer emit(gpointer data) {
  g_signal_emit_by_name(data, "changed");
  return NULL;
}
static void planted_race_in_pool(gpointer data, gpointer user) {
  (void)data;
  for (int i = 0; i < 10; i++) ++*(int *)user;
  g_usleep(100000);
}
static void planted_race_in_task(int *number) {
  for (int i = 0; i < 10; i++) ++*number;
}
static void work(GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  (void)source, (void)cancellable;
  planted_race_in_task(data);
  g_usleep(100000);
  g_task_return_boolean(task, TRUE);
}
static int pending = 2;
static void done(GObject *source, GAsyncResult *result, gpointer loop) {
  (void)source, (void)result;
  if (--pending == 0) g_main_loop_quit(loop);
}
static int shared;
static void planted_race_with_idle(void) { shared++; } /* in an idle source and in a thread */
static gboolean idle(gpointer loop) {
  planted_race_with_idle();
  g_main_loop_quit(loop);
  return G_SOURCE_REMOVE;
}
static gpointer with_idle(gpointer loop) {
  g_idle_add(idle, loop);
  planted_race_with_idle();
  return NULL;
}
static gpointer planted_race_stream(gpointer data) { /* a stream is for one thread at a time */
  g_output_stream_write(data, "some text", 9, NULL, NULL);
  return NULL;
}

static gpointer planted_race_store(gpointer data) {
  gpointer *both = data;
  for (int i = 0; i < 10; i++) g_list_store_append(both[0], both[1]);
  return NULL;
}
static gpointer planted_race_menu(gpointer data) {
  gpointer *both = data;
  g_menu_append_item(both[0], both[1]);
  return NULL;
}
static gpointer planted_race_info(gpointer data) {
  g_file_info_set_size(data, 7);
  return NULL;
}
static gpointer planted_race_message(gpointer data) {
  g_dbus_message_set_serial(data, 7);
  g_dbus_message_set_flags(data, 1);
  return NULL;
}
static gpointer planted_race_lines(gpointer data) {
  g_free(g_data_input_stream_read_line(data, NULL, NULL, NULL));
  return NULL;
}
static gpointer planted_race_checksum(gpointer data) {
  g_checksum_update(data, (const guchar *)"bytes", 5);
  return NULL;
}
static gpointer planted_race_builder(gpointer data) {
  g_variant_builder_add_value(data, g_variant_new_int32(7));
  return NULL;
}
static gpointer planted_race_dictionary(gpointer data) {
  g_variant_dict_insert(data, "key", "i", 7);
  return NULL;
}
static gpointer planted_race_parser(gpointer data) {
  g_markup_parse_context_parse(data, "<a/>", 4, NULL);
  return NULL;
}

/* Locks. GMutex is none that the tools can see; these are. */
static GRecMutex first, second;
static gpointer order_forth(gpointer data) {
  g_rec_mutex_lock(&first);
  g_rec_mutex_lock(&second);
  g_rec_mutex_unlock(&second);
  g_rec_mutex_unlock(&first);
  return data;
}
/* Only Helgrind watches the order of locks. */
static gpointer planted_order_back(gpointer data) {
  g_rec_mutex_lock(&second);
  g_rec_mutex_lock(&first);
  g_rec_mutex_unlock(&first);
  g_rec_mutex_unlock(&second);
  return data;
}
static gpointer planted_unlock_unlocked(gpointer data) {
  g_rec_mutex_unlock(&first);
  return data;
}
static gpointer lock(gpointer data) {
  pthread_mutex_lock(data);
  return NULL;
}
static gpointer planted_unlock_foreign(gpointer data) {
  pthread_mutex_unlock(data);
  return NULL;
}
static gpointer planted_race_readers(gpointer data) { /* written under the lock for readers */
  static GRWLock guard;
  static int number;
  g_rw_lock_reader_lock(&guard);
  number++;
  g_rw_lock_reader_unlock(&guard);
  return data;
}

static void containers(void) {
  static int count = 1, number; /* not on the stack, which DRD does not look at */
  twice(planted_race_counter, NULL);
  twice(planted_race_references, &count);
  GHashTable *table = g_hash_table_new(NULL, NULL);
  twice(planted_race_table, table);
  twice(planted_race_lookup, table);
  twice(planted_race_list, "element");
  GList *elements = g_list_append(NULL, "first");
  twice(planted_race_append, elements);
  GSList *others = g_slist_append(NULL, "first");
  twice(planted_race_slist, others);
  GQueue *queue = g_queue_new();
  twice(planted_race_queue, queue);
  GArray *array = g_array_new(FALSE, FALSE, sizeof(int));
  twice(planted_race_array, array);
  GPtrArray *pointers = g_ptr_array_new();
  twice(planted_race_pointers, pointers);
  GString *text = g_string_sized_new(100);
  twice(planted_race_text, text);
  GTree *tree = g_tree_new(by_address);
  twice(planted_race_tree, tree);
  GKeyFile *keys = g_key_file_new();
  twice(planted_race_keys, keys);
  GSequence *sequence = g_sequence_new(NULL);
  twice(planted_race_sequence, sequence);
  GByteArray *bytes = g_byte_array_new();
  twice(planted_race_bytes, bytes);
  twice(planted_race_sort, pointers);
  twice(planted_race_each, table);
  GRand *random = g_rand_new_with_seed(7);
  twice(planted_race_random, random);
  char *buffer = g_malloc0(16);
  twice(planted_race_copy, buffer);
  twice(planted_race_mixed, &number);
  twice(planted_race_flag, NULL);
  twice(planted_race_singleton, NULL);
}

static void objects(void) {
  static int in_pool, in_task, in_handler;
  Note *note = g_object_new(note_get_type(), NULL);
  twice(planted_race_field, note);
  twice(set_property, note);
  g_signal_connect(note, "changed", G_CALLBACK(planted_race_in_handler), &in_handler);
  twice(emit, note);
  gpointer in_store[] = {g_list_store_new(note_get_type()), note};
  twice(planted_race_store, in_store);
  gpointer in_menu[] = {g_menu_new(), g_menu_item_new("label", "app.action")};
  twice(planted_race_menu, in_menu);
  GFileInfo *info = g_file_info_new();
  g_file_info_set_size(info, 1);
  twice(planted_race_info, info);
  twice(planted_race_message, g_dbus_message_new_method_call("org.example", "/", "org.example", "Method"));
  GInputStream *text = g_memory_input_stream_new_from_data("one\ntwo\nthree\n", -1, NULL);
  twice(planted_race_lines, g_data_input_stream_new(text));
  twice(planted_race_checksum, g_checksum_new(G_CHECKSUM_MD5));
  twice(planted_race_builder, g_variant_builder_new(G_VARIANT_TYPE("ai")));
  twice(planted_race_dictionary, g_variant_dict_new(NULL));
  static const GMarkupParser parser = {0};
  GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, NULL, NULL);
  g_markup_parse_context_parse(context, "<b>", 3, NULL);
  twice(planted_race_parser, context);
  GOutputStream *stream = g_memory_output_stream_new_resizable();
  twice(planted_race_stream, stream);
  GThreadPool *pool = g_thread_pool_new(planted_race_in_pool, &in_pool, 2, TRUE, NULL);
  for (int i = 0; i < 4; i++) g_thread_pool_push(pool, "task", NULL);
  g_thread_pool_free(pool, FALSE, TRUE);
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  for (int i = 0; i < 2; i++) {
    GTask *task = g_task_new(NULL, NULL, done, loop);
    g_task_set_task_data(task, &in_task, NULL);
    g_task_run_in_thread(task, work);
    g_object_unref(task);
  }
  g_main_loop_run(loop);
  GThread *thread = g_thread_new("with", with_idle, loop);
  g_main_loop_run(loop);
  g_thread_join(thread);
}

static void locks(void) {
  g_thread_join(g_thread_new("forth", order_forth, NULL));
  g_thread_join(g_thread_new("back", planted_order_back, NULL));
  g_thread_join(g_thread_new("unlocked", planted_unlock_unlocked, NULL));
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  g_thread_join(g_thread_new("locks", lock, &mutex));
  g_thread_join(g_thread_new("foreign", planted_unlock_foreign, &mutex));
  twice(planted_race_readers, NULL);
}

int main(void) {
  containers();
  objects();
  locks();
  return 0;
}
