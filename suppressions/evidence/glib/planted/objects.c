/*
 * Bugs of own code with GObject and GIO: objects, signals, files, streams, tasks, settings and D-Bus, through the
 * entries that the library's own memory comes through as well. Names of functions say what is lost, kept or broken.
 */
#include <gio/gio.h>
#include <string.h>

static volatile int sink;

typedef struct {
  GObject parent;
  char *title;
  int number;
} Note;
typedef GObjectClass NoteClass;
G_DEFINE_TYPE(Note, note, G_TYPE_OBJECT)
static guint changed;
/* The library calls own code from g_type_class_ref and g_object_new: what that loses is real too. */
static char *planted_lose_in_class_init(void) { return g_strdup("/org/example/note"); }
static GHashTable *by_title;
static void planted_keep_in_class_init(void) {
  by_title = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert(by_title, g_strdup("title"), NULL);
}
static void set_property(GObject *object, guint id, const GValue *value, GParamSpec *spec) {
  (void)id, (void)spec;
  ((Note *)object)->number = g_value_get_int(value);
}
static void note_class_init(NoteClass *klass) {
  char *path = planted_lose_in_class_init();
  planted_keep_in_class_init();
  klass->set_property = set_property;
  changed = g_signal_new(path + strlen("/org/example/"), G_TYPE_FROM_CLASS(klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                         NULL, G_TYPE_NONE, 0);
  g_object_class_install_property(klass, 1, g_param_spec_int("number", NULL, NULL, 0, 100, 0, G_PARAM_WRITABLE));
}
static void planted_lose_in_init(Note *note) { note->title = g_strdup("untitled"); } /* there is no finalize to free it */
static void note_init(Note *note) { planted_lose_in_init(note); }
static Note *note_new(void) { return g_object_new(note_get_type(), NULL); }

/* Lost for good. */
static void planted_lose_object(void) { note_new(); }
static void planted_lose_reference(void) {
  Note *note = note_new();
  g_object_ref(note);
  g_object_unref(note);
}
static void planted_lose_title(void) { g_object_unref(note_new()); }
static void planted_lose_object_data(void) { g_object_set_data(G_OBJECT(note_new()), "key", g_strdup("value")); }
static void planted_lose_handler_data(void) {
  Note *note = note_new();
  g_signal_connect(note, "note", G_CALLBACK(g_free), g_strdup("data that the handler does not own"));
  g_object_unref(note);
}
static void planted_lose_closure(void) { g_cclosure_new(G_CALLBACK(g_free), NULL, NULL); }
static void planted_lose_value(void) {
  GValue value = G_VALUE_INIT;
  g_value_init(&value, G_TYPE_STRING);
  g_value_set_string(&value, "never unset");
}
static void planted_lose_param_spec(void) { g_param_spec_ref_sink(g_param_spec_int("lost", NULL, NULL, 0, 1, 0, G_PARAM_READABLE)); }
static void planted_lose_binding(void) {
  GObject *from = g_object_new(G_TYPE_MENU_ITEM, NULL), *to = g_object_new(G_TYPE_MENU_ITEM, NULL);
  g_object_weak_ref(from, (GWeakNotify)g_free, NULL);
  g_object_weak_ref(to, (GWeakNotify)g_free, NULL);
}
static void planted_lose_toggle(void) { g_object_add_toggle_ref(G_OBJECT(note_new()), (GToggleNotify)g_free, NULL); }
static void planted_lose_list_store(void) {
  GListStore *store = g_list_store_new(note_get_type());
  Note *note = note_new();
  g_list_store_append(store, note);
  g_object_unref(note);
}
static void planted_lose_menu(void) { g_menu_append(g_menu_new(), "label", "app.action"); }
static void planted_lose_file(void) { g_file_new_for_path("/nowhere/none"); }
static void planted_lose_uri(void) { g_file_new_for_uri("file:///nowhere/none"); }
static void planted_lose_child(void) {
  GFile *file = g_file_new_for_path("/tmp");
  g_file_get_child(file, "child");
  g_object_unref(file);
}
static void planted_lose_file_info(void) {
  GFile *file = g_file_new_for_path("/etc/passwd");
  g_file_query_info(file, "standard::*", 0, NULL, NULL);
  g_object_unref(file);
}
static void planted_lose_enumerator(void) {
  GFile *file = g_file_new_for_path("/etc/apt");
  g_file_enumerate_children(file, "standard::name", 0, NULL, NULL);
  g_object_unref(file);
}
static void planted_lose_file_stream(void) {
  GFile *file = g_file_new_for_path("/etc/passwd");
  g_file_read(file, NULL, NULL);
  g_object_unref(file);
}
static void planted_lose_stream(void) {
  GOutputStream *stream = g_memory_output_stream_new_resizable();
  g_output_stream_write(stream, "lost", 4, NULL, NULL);
}
static void planted_lose_data_stream(void) {
  GInputStream *stream = g_memory_input_stream_new_from_data("a line\n", 7, NULL);
  GDataInputStream *lines = g_data_input_stream_new(stream);
  g_data_input_stream_read_line(lines, NULL, NULL, NULL); /* the line, too */
}
static void planted_lose_cancellable(void) { g_cancellable_new(); }
static void planted_lose_icon(void) { g_themed_icon_new("folder"); }
static void planted_lose_content_type(void) { g_content_type_guess("a.txt", NULL, 0, NULL); }
static void planted_lose_address(void) { g_inet_socket_address_new_from_string("127.0.0.1", 80); }
static void planted_lose_socket(void) { g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL); }
static void planted_lose_settings_schema(void) { g_settings_schema_source_new_from_directory("/usr/share/glib-2.0/schemas", NULL, TRUE, NULL); }
static void planted_lose_setting(void) {
  GSettings *settings = g_settings_new("org.gnome.desktop.interface");
  g_settings_get_string(settings, "clock-format");
  g_settings_get_value(settings, "cursor-size");
  g_object_unref(settings);
}
static void planted_keep_application(void) { /* the first one is the default one */
  g_application_new("org.example.Lost", G_APPLICATION_NON_UNIQUE);
}
static void planted_lose_message(void) {
  GDBusMessage *message = g_dbus_message_new_method_call("org.example", "/", "org.example", "Method");
  g_dbus_message_set_body(message, g_variant_new("(s)", "argument"));
}
static void planted_lose_node_info(void) { g_dbus_node_info_new_for_xml("<node><interface name='org.example'><method name='A'/></interface></node>", NULL); }
static void planted_lose_task(void) { g_task_new(NULL, NULL, NULL, NULL); }
static void planted_lose_subprocess(void) {
  GSubprocess *child = g_subprocess_new(G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, "true", NULL);
  g_subprocess_wait(child, NULL, NULL);
}
static void planted_lose_credentials(void) { g_credentials_new(); }
static void planted_lose_resource(void) { g_resource_load("/nowhere/none.gresource", NULL) ? (void)0 : (void)g_file_icon_new(g_file_new_for_path("/")); }

/* Own code that the library calls. */
static void planted_lose_in_handler(Note *note, gpointer data) {
  (void)note;
  g_strdup(data);
}
static void signal_handler(void) {
  Note *note = note_new();
  g_signal_connect(note, "note", G_CALLBACK(planted_lose_in_handler), "data");
  g_signal_emit(note, changed, 0);
  g_object_unref(note);
}
static void planted_lose_in_work(GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  (void)source, (void)data, (void)cancellable;
  g_strdup("lost in a task");
  g_task_return_boolean(task, TRUE);
}
static void planted_lose_in_ready(GObject *source, GAsyncResult *result, gpointer loop) {
  (void)source, (void)result;
  g_strdup("lost when it was ready");
  g_main_loop_quit(loop);
}
static void task_in_thread(void) {
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  GTask *task = g_task_new(NULL, NULL, planted_lose_in_ready, loop);
  g_task_run_in_thread(task, planted_lose_in_work);
  g_object_unref(task);
  g_main_loop_run(loop);
  g_main_loop_unref(loop);
}
static void planted_lose_loaded(GObject *source, GAsyncResult *result, gpointer loop) {
  char *contents = NULL;
  g_file_load_contents_finish(G_FILE(source), result, &contents, NULL, NULL, NULL);
  g_file_get_path(G_FILE(source));
  g_free(contents);
  g_main_loop_quit(loop);
}
static void load_contents(void) {
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  GFile *file = g_file_new_for_path("/etc/passwd");
  g_file_load_contents_async(file, NULL, planted_lose_loaded, loop);
  g_object_unref(file);
  g_main_loop_run(loop);
  g_main_loop_unref(loop);
}
static void planted_lose_in_activate(GApplication *application, gpointer data) {
  (void)application;
  g_strdup(data);
}
static void application(void) {
  GApplication *application = g_application_new("org.example.Planted", G_APPLICATION_NON_UNIQUE);
  g_signal_connect(application, "activate", G_CALLBACK(planted_lose_in_activate), "data");
  g_application_run(application, 0, NULL);
  g_object_unref(application);
}
static void planted_lose_reply(GObject *source, GAsyncResult *result, gpointer loop) {
  GVariant *reply = g_dbus_connection_call_finish(G_DBUS_CONNECTION(source), result, NULL);
  g_variant_print(reply, TRUE);
  g_variant_unref(reply);
  g_main_loop_quit(loop);
}
static void planted_lose_in_signal(GDBusConnection *bus, const char *sender, const char *path, const char *interface,
                                   const char *name, GVariant *parameters, gpointer loop) {
  (void)bus, (void)sender, (void)path, (void)interface, (void)name;
  g_variant_print(parameters, TRUE);
  g_main_loop_quit(loop);
}
static void call_bus(void) { /* on the bus of the session */
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  GDBusConnection *bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
  guint watch = g_dbus_connection_signal_subscribe(bus, NULL, "org.example", "Signal", NULL, NULL, 0,
                                                   planted_lose_in_signal, loop, NULL);
  g_dbus_connection_call(bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ListNames", NULL, NULL, 0, -1, NULL,
                         planted_lose_reply, loop);
  g_main_loop_run(loop);
  g_dbus_connection_emit_signal(bus, NULL, "/org/example", "org.example", "Signal", g_variant_new("(s)", "data"), NULL);
  g_main_loop_run(loop);
  g_dbus_connection_signal_unsubscribe(bus, watch);
  g_main_loop_unref(loop);
  g_object_unref(bus);
}
static void planted_lose_call(void) {
  GDBusConnection *bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
  g_dbus_connection_call(bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ListNames", g_variant_new("()"), NULL,
                         0, -1, g_cancellable_new(), NULL, NULL); /* the cancellable */
  g_dbus_connection_flush_sync(bus, NULL, NULL);
  g_object_unref(bus);
}

/* Freed and used. */
static void planted_use_freed_object(void) {
  Note *note = note_new();
  g_object_unref(note);
  sink += note->number;
}
static void planted_use_freed_instance(void) {
  Note *note = note_new();
  g_object_unref(note);
  sink += g_type_check_instance_is_a((GTypeInstance *)note, note_get_type());
}
static void planted_use_freed_signal(void) {
  Note *note = note_new();
  g_object_unref(note);
  sink += (int)g_signal_handler_find(note, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, planted_use_freed_signal, NULL);
}
static void planted_use_freed_data(void) {
  Note *note = note_new();
  char *value = g_strdup("value");
  g_object_set_data(G_OBJECT(note), "key", value);
  g_free(value);
  sink += g_str_hash(g_object_get_data(G_OBJECT(note), "key"));
  g_object_unref(note);
}
static void planted_use_freed_source(void) {
  GSource *source = g_idle_source_new();
  g_source_unref(source);
  sink += g_source_get_priority(source);
}
static void planted_use_freed_bytes(void) { /* the stream reads what the caller has freed */
  char *data = g_strdup("the data of a stream"), buffer[8];
  GInputStream *stream = g_memory_input_stream_new_from_data(data, 20, NULL);
  g_free(data);
  g_input_stream_read(stream, buffer, 8, NULL, NULL);
  g_object_unref(stream);
}
static void planted_use_freed_info(void) {
  GFileInfo *info = g_file_info_new();
  g_file_info_set_name(info, "name");
  const char *name = g_file_info_get_name(info);
  g_object_unref(info);
  sink += (int)strlen(name);
}

/* Data that nobody has set. */
static void planted_uninitialised_property(void) {
  Note *note = note_new();
  int *number = g_malloc(sizeof *number);
  g_object_set(note, "number", *number, NULL);
  g_free(number);
  g_object_unref(note);
}
static void planted_uninitialised_write(void) { /* write(buf) */
  GFile *file = g_file_new_for_path("planted.out");
  GFileOutputStream *stream = g_file_replace(file, NULL, FALSE, 0, NULL, NULL);
  char *data = g_malloc(32);
  g_output_stream_write_all(G_OUTPUT_STREAM(stream), data, 32, NULL, NULL, NULL);
  g_free(data);
  g_object_unref(stream);
  g_object_unref(file);
}
static void planted_uninitialised_address(void) {
  guint8 *bytes = g_malloc(4);
  GInetAddress *address = g_inet_address_new_from_bytes(bytes, G_SOCKET_FAMILY_IPV4);
  g_free(g_inet_address_to_string(address));
  g_object_unref(address);
  g_free(bytes);
}
static void planted_uninitialised_message(void) { /* to the worker of GDBus: the bytes are read as text here */
  char *text = g_malloc(16);
  text[15] = 0;
  sink += g_dbus_is_name(text);
  g_free(text);
}

/* Still reachable, and real all the same: what only grows. */
static GList *notes;
static GObject *kept, *emitter;
static GHashTable *files;
static GSettings *settings[10];
static GPtrArray *infos;
static GTask *tasks[10];
static GListStore *store;
static GMenu *menu;
static GSimpleActionGroup *actions;
static GDBusMessage *messages[10];
static GOutputStream *memory;
static GDBusProxy *proxies[3];
static void planted_keep_notes(void) {
  for (int i = 0; i < 20; i++) notes = g_list_prepend(notes, note_new());
}
static void planted_keep_object_data(void) {
  kept = g_object_new(G_TYPE_OBJECT, NULL);
  for (int i = 0; i < 20; i++) {
    char *key = g_strdup_printf("key %d", i);
    g_object_set_data_full(kept, key, g_strdup("value"), g_free);
    g_free(key);
  }
}
static void planted_keep_handlers(void) { /* a handler more each time */
  emitter = (GObject *)note_new();
  for (int i = 0; i < 20; i++) g_signal_connect(emitter, "note", G_CALLBACK(planted_lose_in_handler), "data");
}
static void planted_keep_weak_refs(void) {
  for (int i = 0; i < 20; i++) g_object_weak_ref(emitter, (GWeakNotify)g_free, NULL);
}
static void planted_keep_files(void) {
  files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_object_unref);
  for (int i = 0; i < 20; i++) g_hash_table_insert(files, g_strdup_printf("%d", i), g_file_new_for_path("/tmp"));
  g_hash_table_insert(files, g_strdup("uri"), g_file_new_for_uri("file:///tmp"));
}
static void planted_keep_infos(void) {
  GFile *file = g_file_new_for_path("/etc/passwd");
  infos = g_ptr_array_new();
  for (int i = 0; i < 10; i++) g_ptr_array_add(infos, g_file_query_info(file, "*", 0, NULL, NULL));
  g_object_unref(file);
}
static void planted_keep_settings(void) {
  for (int i = 0; i < 10; i++) settings[i] = g_settings_new("org.gnome.desktop.interface");
}
static void planted_keep_tasks(void) {
  for (int i = 0; i < 10; i++) tasks[i] = g_task_new(kept, NULL, NULL, NULL);
}
static void planted_keep_store(void) {
  store = g_list_store_new(note_get_type());
  for (int i = 0; i < 10; i++) g_list_store_append(store, note_new());
}
static void planted_keep_menu(void) {
  menu = g_menu_new();
  for (int i = 0; i < 10; i++) g_menu_append(menu, "label", "app.action");
}
static void planted_keep_actions(void) {
  actions = g_simple_action_group_new();
  g_action_map_add_action(G_ACTION_MAP(actions), G_ACTION(g_simple_action_new("name", NULL)));
}
static void planted_keep_messages(void) {
  for (int i = 0; i < 10; i++) {
    messages[i] = g_dbus_message_new_method_call("org.example", "/", "org.example", "Method");
    g_dbus_message_set_body(messages[i], g_variant_new("(s)", "argument"));
  }
}
static void planted_keep_memory(void) {
  memory = g_memory_output_stream_new_resizable();
  for (int i = 0; i < 100; i++) g_output_stream_write(memory, "grows and grows", 15, NULL, NULL);
}
static void planted_keep_proxies(void) {
  for (int i = 0; i < 3; i++)
    proxies[i] = g_dbus_proxy_new_for_bus_sync(G_BUS_TYPE_SESSION, 0, NULL, "org.freedesktop.DBus", "/",
                                               "org.freedesktop.DBus", NULL, NULL);
}
static void planted_keep_subscriptions(void) {
  GDBusConnection *bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
  for (int i = 0; i < 10; i++)
    g_dbus_connection_signal_subscribe(bus, NULL, "org.example", "Other", NULL, NULL, 0, planted_lose_in_signal, NULL, NULL);
  g_object_unref(bus);
}
static gpointer held[32];
static GWeakRef weak[10];
static void planted_keep_streams(void) {
  GFile *file = g_file_new_for_path("/etc/passwd"), *out = g_file_new_for_path("planted.out");
  held[0] = g_file_read(file, NULL, NULL);
  held[1] = g_data_input_stream_new(held[0]);
  g_data_input_stream_read_line(held[1], NULL, NULL, NULL);
  held[2] = g_file_replace(out, NULL, FALSE, 0, NULL, NULL);
  g_object_unref(file);
  g_object_unref(out);
}
static void planted_keep_enumerator(void) {
  GFile *file = g_file_new_for_path("/etc/apt");
  held[3] = g_file_enumerate_children(file, "*", 0, NULL, NULL);
  held[4] = g_file_enumerator_next_file(held[3], NULL, NULL);
  g_object_unref(file);
}
static void planted_keep_monitor(void) {
  GFile *file = g_file_new_for_path("/etc");
  held[5] = g_file_monitor(file, 0, NULL, NULL);
  g_signal_connect(held[5], "changed", G_CALLBACK(g_free), NULL);
  g_object_unref(file);
}
static void planted_keep_cancellable(void) { held[6] = g_cancellable_new(); }
static void planted_keep_icons(void) {
  GFile *file = g_file_new_for_path("/etc/icon.png");
  held[7] = g_themed_icon_new_with_default_fallbacks("folder-open-symbolic");
  held[8] = g_file_icon_new(file);
  held[9] = g_emblemed_icon_new(held[7], g_emblem_new(held[8]));
  g_object_unref(file);
}
static void planted_keep_sockets(void) {
  held[10] = g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL);
  held[11] = g_socket_client_new();
  held[12] = g_socket_service_new();
  held[13] = g_inet_socket_address_new_from_string("127.0.0.1", 80);
}
static void planted_keep_child(void) {
  held[14] = g_subprocess_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "true", NULL);
  g_subprocess_communicate_utf8(held[14], NULL, NULL, (char **)&held[22], NULL, NULL);
}
static void planted_keep_weak_pointers(void) {
  for (int i = 0; i < 10; i++) g_weak_ref_init(&weak[i], kept);
}
static void planted_keep_bindings(void) {
  held[20] = g_simple_action_new("from", NULL), held[21] = g_simple_action_new("to", NULL);
  g_object_bind_property(held[20], "enabled", held[21], "enabled", G_BINDING_DEFAULT);
}
static void planted_keep_sources(void) { /* attached, with a name, never removed */
  for (int i = 0; i < 5; i++) {
    GSource *source = g_cancellable_source_new(held[6]);
    g_source_set_name(source, "kept");
    g_source_set_callback(source, (GSourceFunc)g_free, NULL, NULL);
    g_source_attach(source, NULL);
    g_source_unref(source);
  }
}
static void planted_keep_context(void) { /* a default context of its own */
  GMainContext *context = g_main_context_new();
  g_main_context_push_thread_default(context);
  held[16] = g_main_loop_new(context, FALSE);
  g_main_context_pop_thread_default(context);
}
static void planted_keep_content_types(void) {
  held[23] = g_content_type_guess("a.txt", NULL, 0, NULL);
  held[24] = g_content_types_get_registered();
  held[25] = g_content_type_get_description("text/plain");
}
static void planted_keep_attributes(void) {
  held[26] = g_file_attribute_info_list_new();
  g_file_attribute_info_list_add(held[26], "own::number", G_FILE_ATTRIBUTE_TYPE_INT32, 0);
  held[27] = g_file_attribute_matcher_new("own::*,standard::name");
}
static void planted_keep_connection(void) {
  GSocket *socket = g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL);
  held[28] = g_socket_connection_factory_create_connection(socket);
  held[29] = g_socket_create_source(socket, G_IO_IN, held[6]);
  g_object_unref(socket);
}
static void planted_keep_launcher(void) {
  held[15] = g_subprocess_launcher_new(0);
  g_subprocess_launcher_setenv(held[15], "KEY", "value", TRUE);
}
static void planted_keep_app_info(void) { held[17] = g_app_info_create_from_commandline("true %U", "name", 0, NULL); }
static void planted_keep_closure(void) { held[18] = g_cclosure_new(G_CALLBACK(g_free), NULL, NULL); }
static void planted_keep_skeleton(void) { /* an object on the bus */
  static const GDBusInterfaceVTable table = {NULL, NULL, NULL, {0}};
  GDBusConnection *bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
  held[19] = g_dbus_node_info_new_for_xml("<node><interface name='org.example'><method name='A'/></interface></node>", NULL);
  g_dbus_connection_register_object(bus, "/org/example", ((GDBusNodeInfo *)held[19])->interfaces[0], &table, NULL, NULL, NULL);
  g_object_unref(bus);
}

/* What the library sets up for itself when it is used for the first time is none of these bugs. */
static void work(GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  (void)source, (void)data, (void)cancellable;
  g_task_return_boolean(task, TRUE);
}
static void ready(GObject *source, GAsyncResult *result, gpointer loop) {
  (void)source, (void)result;
  g_main_loop_quit(loop);
}
static void use_the_library(void) {
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  GTask *task = g_task_new(NULL, NULL, ready, loop);
  g_task_run_in_thread(task, work);
  g_object_unref(task);
  g_main_loop_run(loop);
  g_main_loop_unref(loop);

  GFile *file = g_file_new_for_path("/etc/passwd"), *folder = g_file_new_for_uri("file:///etc/apt");
  g_object_unref(g_file_get_child(folder, "child"));
  g_object_unref(g_file_query_info(file, "*", 0, NULL, NULL));
  g_object_unref(g_file_read(file, NULL, NULL));
  GFileEnumerator *enumerator = g_file_enumerate_children(folder, "standard::*", 0, NULL, NULL);
  g_object_unref(g_file_enumerator_next_file(enumerator, NULL, NULL));
  g_object_unref(enumerator);
  g_object_unref(g_file_icon_new(file));
  g_object_unref(folder);
  g_object_unref(file);
  g_free(g_content_type_guess("a.txt", NULL, 0, NULL));

  GOutputStream *out = g_memory_output_stream_new_resizable();
  g_output_stream_write(out, "used", 4, NULL, NULL);
  g_object_unref(out);
  GInputStream *in = g_memory_input_stream_new_from_data("a line\n", 7, NULL);
  GDataInputStream *lines = g_data_input_stream_new(in);
  g_free(g_data_input_stream_read_line(lines, NULL, NULL, NULL));
  g_object_unref(lines);
  g_object_unref(in);

  GSettings *settings = g_settings_new("org.gnome.desktop.interface");
  g_free(g_settings_get_string(settings, "clock-format"));
  g_object_unref(settings);
  g_settings_schema_source_unref(
      g_settings_schema_source_new_from_directory("/usr/share/glib-2.0/schemas", NULL, TRUE, NULL));

  GDBusConnection *bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
  guint watch = g_dbus_connection_signal_subscribe(bus, NULL, "org.example", "None", NULL, NULL, 0,
                                                   planted_lose_in_signal, NULL, NULL);
  g_dbus_connection_signal_unsubscribe(bus, watch);
  g_variant_unref(g_dbus_connection_call_sync(bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ListNames", NULL,
                                              NULL, 0, -1, NULL, NULL));
  g_object_unref(g_dbus_proxy_new_for_bus_sync(G_BUS_TYPE_SESSION, 0, NULL, "org.freedesktop.DBus", "/",
                                               "org.freedesktop.DBus", NULL, NULL));
  g_dbus_node_info_unref(g_dbus_node_info_new_for_xml("<node><interface name='org.example'><method name='A'/></interface></node>", NULL));
  GDBusMessage *message = g_dbus_message_new_method_call("org.example", "/", "org.example", "Method");
  g_dbus_message_set_body(message, g_variant_new("(s)", "argument"));
  g_object_unref(message);
  g_object_unref(bus);

  GSubprocess *child = g_subprocess_new(G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, "true", NULL);
  g_subprocess_wait(child, NULL, NULL);
  g_object_unref(child);
  GApplication *application = g_application_new("org.example.Used", G_APPLICATION_NON_UNIQUE);
  g_object_unref(application);
  Note *note = note_new();
  g_signal_handler_disconnect(note, g_signal_connect(note, "note", G_CALLBACK(planted_lose_in_handler), "data"));
  g_object_set(note, "number", 7, NULL);
  GListStore *store = g_list_store_new(note_get_type());
  g_list_store_append(store, note);
  g_object_unref(store);
  g_object_unref(note);
  GMenu *menu = g_menu_new();
  g_menu_append(menu, "label", "app.action");
  g_object_unref(menu);
  GSimpleActionGroup *group = g_simple_action_group_new();
  GSimpleAction *action = g_simple_action_new("name", NULL);
  g_action_map_add_action(G_ACTION_MAP(group), G_ACTION(action));
  g_object_unref(action);
  g_object_unref(group);
  g_object_unref(g_cancellable_new());
  g_object_unref(g_themed_icon_new("folder"));
  g_object_unref(g_inet_socket_address_new_from_string("127.0.0.1", 80));
  g_object_unref(g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL));
  g_object_unref(g_credentials_new());
  g_object_unref(g_object_new(G_TYPE_MENU_ITEM, NULL));
  GError *error = NULL;
  g_resource_load("/nowhere/none.gresource", &error);
  g_error_free(error);
  GFile *etc = g_file_new_for_path("/etc"), *target = g_file_new_for_path("planted.out");
  g_object_unref(g_file_monitor(etc, 0, NULL, NULL));
  g_object_unref(g_file_replace(target, NULL, FALSE, 0, NULL, NULL));
  g_object_unref(target);
  g_object_unref(etc);
  g_object_unref(g_socket_client_new());
  g_object_unref(g_socket_service_new());
  GIcon *plain = g_themed_icon_new_with_default_fallbacks("folder-open-symbolic");
  GEmblem *emblem = g_emblem_new(plain);
  g_object_unref(g_emblemed_icon_new(plain, emblem));
  g_object_unref(emblem);
  g_object_unref(plain);
  child = g_subprocess_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "true", NULL);
  char *said = NULL;
  g_subprocess_communicate_utf8(child, NULL, NULL, &said, NULL, NULL);
  g_free(said);
  for (int number = 0; number < 40; number++) g_strerror(number);
  g_type_ensure(g_io_condition_get_type());
  g_object_unref(child);
  GSimpleAction *from = g_simple_action_new("from", NULL), *to = g_simple_action_new("to", NULL);
  g_object_bind_property(from, "enabled", to, "enabled", G_BINDING_DEFAULT);
  g_object_unref(g_subprocess_launcher_new(0));
  g_object_unref(g_app_info_create_from_commandline("true %U", "name", 0, NULL));
  g_list_free_full(g_content_types_get_registered(), g_free);
  g_free(g_content_type_get_description("text/plain"));
  g_file_attribute_matcher_unref(g_file_attribute_matcher_new("own::*,standard::name"));
  GSocket *socket = g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL);
  g_object_unref(g_socket_connection_factory_create_connection(socket));
  g_source_unref(g_socket_create_source(socket, G_IO_IN, NULL));
  g_object_unref(socket);
  GCancellable *cancellable = g_cancellable_new();
  g_source_unref(g_cancellable_source_new(cancellable));
  g_object_unref(cancellable);
  GWeakRef ref;
  g_weak_ref_init(&ref, from);
  g_object_unref(from);
  g_weak_ref_clear(&ref);
  g_object_unref(to);
}

/* Pointers that the last call left on the stack would make a lost block look reachable. */
static void __attribute__((noinline)) sweep(void) {
  volatile char stack[65536];
  memset((char *)stack, 0, sizeof stack);
}

int main(void) {
  static void (*const parts[])(void) = {
      use_the_library,             planted_lose_object,          planted_lose_reference,     planted_lose_title,
      planted_lose_object_data,    planted_lose_handler_data,    planted_lose_closure,       planted_lose_value,
      planted_lose_param_spec,     planted_lose_binding,         planted_lose_toggle,        planted_lose_list_store,
      planted_lose_menu,           planted_lose_file,          planted_lose_uri,
      planted_lose_child,          planted_lose_file_info,       planted_lose_enumerator,    planted_lose_file_stream,
      planted_lose_stream,         planted_lose_data_stream,     planted_lose_cancellable,   planted_lose_icon,
      planted_lose_content_type,   planted_lose_address,         planted_lose_socket,        planted_lose_settings_schema,
      planted_lose_setting,         planted_keep_application,   planted_lose_message,
      planted_lose_node_info,      planted_lose_task,            planted_lose_subprocess,    planted_lose_credentials,
      planted_lose_resource,       signal_handler,               task_in_thread,             load_contents,
      application,                 call_bus,                     planted_lose_call,          planted_use_freed_object,    planted_use_freed_instance,   planted_use_freed_signal,   planted_use_freed_data,
      planted_use_freed_source,    planted_use_freed_bytes,      planted_use_freed_info,     planted_uninitialised_property,
      planted_uninitialised_write, planted_uninitialised_address, planted_uninitialised_message, planted_keep_notes,
      planted_keep_object_data,    planted_keep_handlers,        planted_keep_weak_refs,     planted_keep_files,
      planted_keep_infos,          planted_keep_settings,        planted_keep_tasks,         planted_keep_store,
      planted_keep_menu,           planted_keep_actions,         planted_keep_messages,      planted_keep_memory,
      planted_keep_proxies,        planted_keep_subscriptions,
      planted_keep_streams, planted_keep_enumerator, planted_keep_monitor, planted_keep_cancellable, planted_keep_icons, planted_keep_sockets,
      planted_keep_child, planted_keep_weak_pointers, planted_keep_bindings, planted_keep_sources, planted_keep_context, planted_keep_launcher, planted_keep_content_types, planted_keep_attributes, planted_keep_connection, planted_keep_app_info, planted_keep_closure, planted_keep_skeleton};
  for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
    parts[i]();
    sweep();
  }
  return 0;
}
