/*
 * A stand-in for the GLib of the years of the talk, when g_mem_set_vtable still worked: a program could
 * put its own functions under g_malloc and g_realloc, and QEMU did. Today's GLib ignores the call. It is
 * not GLib and shares no line with it: only the few names that machine.c needs, and the habits which make
 * the real one noisy under Memcheck (tables that live for ever, old tables left to readers without a lock).
 */
#include <stddef.h>

typedef struct {
  void *(*malloc)(size_t size);
  void *(*realloc)(void *mem, size_t size);
  void (*free)(void *mem);
} GMemVTable;
typedef struct {
  char *data;
  unsigned len;
} GArray;

void g_mem_set_vtable(const GMemVTable *vtable);
void *g_malloc(size_t size);
void *g_malloc0(size_t size);
void *g_realloc(void *mem, size_t size);
void g_free(void *mem);
void *g_memdup(const void *mem, size_t size);
char *g_strdup(const char *text);
void *g_slice_alloc(size_t size);

GArray *g_array_new(unsigned element_size);
void g_array_append_vals(GArray *array, const void *values, unsigned count);
void g_array_set_size(GArray *array, unsigned len);
char *g_array_free(GArray *array, int free_data);

unsigned g_quark_from_static_string(const char *text);
const char *g_intern_string(const char *text);
void *g_type_register_static(const char *name, size_t class_size, void (*class_init)(void *klass));
void g_type_add_interface_static(void *type, const char *interface);
void *g_type_class_ref(void *type);
unsigned g_signal_new(const char *name, void *type);

void g_set_prgname(const char *name);
void *g_main_context_default(void);
void *g_main_loop_new(void);
void g_thread_new(const char *name);
void g_thread_pool_push(int job);
