/*
 * A module in C with bugs: references and blocks that are lost or kept, objects that are used after their last reference is
 * gone, bytes that nobody set. Objects that the garbage collector knows are found through it, so what loses them is only possibly
 * lost. Each function is called twice, since CPython keeps some blocks of its own for later.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void wipe(void) {
  volatile char room[16384];
  memset((void *)room, 0, sizeof room);
}
static volatile long sink;
static void *kept[40];
static int used;
static void keep(void *what) {
  if (used < 40) kept[used++] = what;
}

/* References. */
static void planted_leak_bytes(void) { PyBytes_FromString("bytes that nobody has, long enough to be allocated"); }
static void planted_leak_text(void) { PyUnicode_FromFormat("%s %d", "text that nobody has", 42); }
static void planted_leak_wide_text(void) { PyUnicode_FromString("t\xc3\xa9xt that n\xe2\x82\xac" "body has"); }
static void planted_leak_number(void) { PyLong_FromString("123456789012345678901234567890123456789", NULL, 10); }
static void planted_leak_complex(void) { PyComplex_FromDoubles(1, 2); }
static void planted_leak_array(void) { PyByteArray_FromStringAndSize("an array that nobody has", 24); }
static void planted_leak_tuple(void) { PyTuple_New(30); }
static void planted_leak_list(void) {
  PyObject *list = PyList_New(0);
  PyObject *item = PyBytes_FromString("an item of a list that nobody has");
  PyList_Append(list, item);
  Py_DECREF(item);
}
static void planted_leak_item(void) {
  PyObject *list = PyList_New(0);
  PyList_Append(list, PyBytes_FromString("an item with a reference too many"));
  Py_DECREF(list);
}
static void planted_leak_dict(void) {
  PyObject *dict = PyDict_New();
  PyObject *item = PyBytes_FromString("a value of a dict that nobody has");
  PyDict_SetItemString(dict, "key", item);
  Py_DECREF(item);
}
static void planted_leak_encoded(PyObject *text) { PyUnicode_AsEncodedString(text, "utf-16", NULL); }
static void planted_leak_joined(PyObject *text) { PyUnicode_Concat(text, text); }
static void planted_leak_repr(PyObject *object) { PyObject_Repr(object); }
static void planted_leak_result(PyObject *function) { PyObject_CallFunction(function, "s", "a result that nobody has"); }
static void planted_leak_error(void) {
  PyErr_SetString(PyExc_ValueError, "an error that nobody has");
  PyObject *type, *value, *trace;
  PyErr_Fetch(&type, &value, &trace);
}
static void planted_leak_slice(PyObject *text) { PySequence_GetSlice(text, 1, 20); }
static void planted_leak_view(void) { PyMemoryView_FromMemory("memory", 6, PyBUF_READ); }
static void planted_leak_capsule(void) { PyCapsule_New(&sink, "a capsule that nobody has", NULL); }

/* Blocks. */
static void planted_leak_raw(void) { PyMem_RawMalloc(100); }
static void planted_leak_memory(void) { PyMem_Malloc(1000); }
static void planted_leak_object_memory(void) { PyObject_Malloc(1000); }
static void planted_leak_strdup(void) { strdup("from within a module"); }
static void planted_leak_decoded(void) { Py_DecodeLocale("decoded and dropped", NULL); }
static void planted_leak_encoded_locale(void) { Py_EncodeLocale(L"encoded and dropped", NULL); }
static void planted_leak_wide(PyObject *text) { PyUnicode_AsWideCharString(text, NULL); }
static void planted_leak_buffer(PyObject *args) {
  char *buffer = NULL;
  PyArg_ParseTuple(args, "es", "utf-8", &buffer);
}

/* What own code still has. */
static void planted_keep_bytes(void) { keep(PyBytes_FromString("bytes that are kept, long enough to be allocated")); }
static void planted_keep_text(void) { keep(PyUnicode_FromFormat("%s %d", "text that is kept", 42)); }
static void planted_keep_raw(void) { keep(PyMem_RawMalloc(100)); }
static void planted_keep_memory(void) { keep(PyMem_Malloc(1000)); }
static void planted_keep_tuple(void) { keep(PyTuple_New(30)); }
/* More than what CPython keeps of such objects for later. */
static PyObject *many[400];
static void planted_keep_dict(int at) {
  many[at] = PyDict_New();
  PyDict_SetItemString(many[at], "a key that is kept", Py_None);
}
static void planted_keep_list(int at) {
  many[at] = PyList_New(0);
  PyList_Append(many[at], Py_None);
}
static void planted_keep_buffer(void) { keep(PyBytes_FromStringAndSize(NULL, 1000)); }
static void planted_keep_attribute(PyObject *function) {
  PyObject *value = PyBytes_FromString("the value of an attribute that is kept");
  PyObject_SetAttrString(function, "kept", value);
  Py_INCREF(function);
}
static void planted_keep_result(PyObject *function) { keep(PyObject_CallFunction(function, "s", "a result that is kept")); }

/* What is gone, and what nobody set. */
static void planted_use_freed(void) {
  PyObject *bytes = PyBytes_FromString("bytes that are gone, and longer than what the allocator of objects takes: "
                                       "................................................................................"
                                       "................................................................................"
                                       "................................................................................"
                                       "................................................................................"
                                       "................................................................................"
                                       "................................................................................");
  Py_DECREF(bytes);
  sink = PyBytes_AS_STRING(bytes)[3];
}
static void planted_drop_twice(void) {
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, 2000);
  Py_DECREF(bytes);
  sink = bytes->ob_refcnt--;
}
static void planted_use_freed_memory(void) {
  char *block = PyMem_RawMalloc(100);
  PyMem_RawFree(block);
  block[1] = 'x';
}
static void planted_overrun(void) {
  char *block = PyMem_Malloc(1000);
  block[1000] = 'x';
  PyMem_Free(block);
}
static void planted_free_twice(void) {
  void *block = PyMem_RawMalloc(100);
  PyMem_RawFree(block);
  PyMem_RawFree(block);
}
static PyObject *half_set(void) {
  PyObject *bytes = PyBytes_FromStringAndSize(NULL, 2000);
  memset(PyBytes_AS_STRING(bytes), 'x', 1000);
  return bytes;
}
static void planted_write_hole(void) {
  PyObject *bytes = half_set();
  int fd = open("/dev/null", O_WRONLY);
  sink = write(fd, PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes));
  close(fd);
  Py_DECREF(bytes);
}
static void planted_write_hole_by_method(PyObject *function) {
  PyObject *bytes = half_set();
  PyObject *result = PyObject_CallFunctionObjArgs(function, bytes, NULL);
  Py_XDECREF(result);
  Py_DECREF(bytes);
}
static void planted_hash_hole(void) {
  PyObject *bytes = half_set();
  if (PyObject_Hash(bytes) == 42) sink = 1;
  Py_DECREF(bytes);
}
static void planted_compare_hole(void) {
  PyObject *one = half_set(), *other = half_set();
  sink = PyObject_RichCompareBool(one, other, Py_EQ);
  Py_DECREF(one);
  Py_DECREF(other);
}
static void planted_decode_hole(void) {
  char *block = PyMem_RawMalloc(100);
  PyObject *text = PyUnicode_DecodeLatin1(block, 100, NULL);
  Py_XDECREF(text);
  PyMem_RawFree(block);
}
static void planted_number_hole(void) {
  long *block = PyMem_RawMalloc(sizeof *block);
  PyObject *number = PyLong_FromLong(*block);
  Py_XDECREF(number);
  PyMem_RawFree(block);
}

static void planted_from_bytes_hole(void) {
  PyObject *bytes = half_set();
  PyObject *number = PyObject_CallMethod((PyObject *)&PyLong_Type, "from_bytes", "Os", bytes, "big");
  Py_XDECREF(number);
  Py_DECREF(bytes);
}

/* From where the interpreter calls own code. */
static char *last;
static void planted_leak_dealloc(PyObject *self) {
  last = PyMem_RawMalloc(100);
  last = NULL;
  PyObject_Free(self);
}
static PyObject *planted_leak_getter(PyObject *self, void *closure) {
  last = PyMem_RawMalloc(100);
  last = NULL;
  Py_RETURN_NONE;
}
static PyObject *planted_leak_call(PyObject *self, PyObject *args, PyObject *kw) {
  return Py_BuildValue("s", PyBytes_AS_STRING(PyBytes_FromString("called, and bytes lost that nobody has")));
}
/* A block that is found only by a pointer to its inside is possibly lost. */
static char *inside;
static PyObject *planted_lose_in_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  inside = (char *)PyMem_RawMalloc(100) + 10;
  keep(PyMem_RawMalloc(100));
  return PyType_GenericNew(type, args, kw);
}
static PyGetSetDef getters[] = {{"value", planted_leak_getter}, {0}};
static PyTypeObject type = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "bugs.Thing", .tp_basicsize = sizeof(PyObject),
                            .tp_flags = Py_TPFLAGS_DEFAULT, .tp_new = planted_lose_in_new, .tp_dealloc = planted_leak_dealloc,
                            .tp_getset = getters, .tp_call = planted_leak_call};
static void planted_leak_destructor(PyObject *capsule) {
  last = strdup("lost while a capsule goes");
  last = NULL;
}
static void planted_leak_at_exit(void) {
  last = PyMem_RawMalloc(100);
  last = NULL;
}

static PyObject *run(PyObject *self, PyObject *args) {
  PyObject *function, *text, *write_function, *rest;
  if (!PyArg_ParseTuple(args, "OOOO", &function, &text, &write_function, &rest)) return NULL;
  for (int turn = 0; turn < 2; turn++) {
    planted_leak_bytes();
    planted_leak_text();
    planted_leak_wide_text();
    planted_leak_number();
    planted_leak_complex();
    planted_leak_array();
    planted_leak_tuple();
    planted_leak_list();
    planted_leak_item();
    planted_leak_dict();
    planted_leak_encoded(text);
    planted_leak_joined(text);
    planted_leak_repr(text);
    planted_leak_result(function);
    planted_leak_error();
    planted_leak_slice(text);
    planted_leak_view();
    planted_leak_capsule();
    planted_leak_raw();
    planted_leak_memory();
    planted_leak_object_memory();
    planted_leak_strdup();
    planted_leak_decoded();
    planted_leak_encoded_locale();
    planted_leak_wide(text);
    planted_leak_buffer(rest);
    planted_keep_bytes();
    planted_keep_text();
    planted_keep_raw();
    planted_keep_memory();
    planted_keep_tuple();
    for (int at = 0; at < 100; at++) planted_keep_dict(200 * turn + at);
    for (int at = 100; at < 200; at++) planted_keep_list(200 * turn + at);
    planted_keep_buffer();
    planted_keep_attribute(function);
    planted_keep_result(function);
    planted_use_freed();
    planted_drop_twice();
    planted_use_freed_memory();
    planted_overrun();
    planted_free_twice();
    planted_write_hole();
    planted_write_hole_by_method(write_function);
    planted_hash_hole();
    planted_compare_hole();
    planted_decode_hole();
    planted_number_hole();
    planted_from_bytes_hole();
    PyObject *capsule = PyCapsule_New(&sink, NULL, planted_leak_destructor);
    Py_DECREF(capsule);
  }
  wipe();
  if (PyErr_Occurred()) return NULL;
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {{"run", run, METH_VARARGS, "Runs all bugs."}, {0}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "bugs", NULL, -1, methods};

static char *planted_leak_in_init(void) { return PyMem_RawMalloc(100); }
static void planted_keep_in_init(void) { keep(PyMem_RawMalloc(100)); }

PyMODINIT_FUNC PyInit_bugs(void) {
  planted_leak_in_init();
  planted_keep_in_init();
  wipe();
  Py_AtExit(planted_leak_at_exit);
  if (PyType_Ready(&type) < 0) return NULL;
  PyObject *module = PyModule_Create(&definition);
  Py_INCREF(&type);
  PyModule_AddObject(module, "Thing", (PyObject *)&type);
  return module;
}
