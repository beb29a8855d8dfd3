/* A program with the interpreter in it, and bugs: what Python hands out is lost, kept, or used after the end of it. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static void wipe(void) {
  volatile char room[16384];
  memset((void *)room, 0, sizeof room);
}
static volatile long sink;
static void *kept[10];

static void planted_leak_name(void) { Py_DecodeLocale("a name that nobody frees", NULL); }
static void planted_leak_text(void) { PyUnicode_DecodeFSDefault("text that nobody has, in a host"); }
static void planted_leak_value(void) { Py_BuildValue("y", "a value that nobody has, in a host"); }
static void planted_leak_code(void) {
  PyObject *main = PyImport_AddModule("__main__");
  PyObject *space = PyModule_GetDict(main);
  PyRun_String("'a result ' * 100", Py_eval_input, space, space);
}
static void planted_leak_attribute(void) {
  PyObject *module = PyImport_ImportModule("host");
  PyObject_CallMethod(module, "name", NULL);
  Py_DECREF(module);
}
static PyObject *planted_leak_callback(PyObject *self, PyObject *args) {
  PyBytes_FromString("bytes that a function of the host loses");
  return PyUnicode_FromString("the name of the host");
}
static void *planted_leak_thread(void *arg) {
  PyGILState_STATE state = PyGILState_Ensure();
  PyBytes_FromString("bytes that a thread of the host loses");
  PyGILState_Release(state);
  wipe();
  return arg;
}
static void planted_keep_text(void) { kept[0] = PyUnicode_FromString("text that the host keeps"); }
static void planted_keep_name(void) { kept[1] = Py_DecodeLocale("a name that the host keeps", NULL); }
/* More than what CPython keeps of such objects for later. */
static PyObject *many[200];
static void planted_keep_dict(void) {
  for (int at = 0; at < 100; at++) {
    many[at] = PyDict_New();
    PyDict_SetItemString(many[at], "a key of the host", Py_None);
  }
}
static void planted_keep_list(void) {
  for (int at = 100; at < 200; at++) many[at] = PyList_New(0);
}
static void planted_keep_buffer(void) { kept[6] = PyBytes_FromStringAndSize(NULL, 1000); }
static void planted_use_after_end(PyObject *bytes) { sink = PyBytes_AS_STRING(bytes)[0]; }
static void planted_print_hole(void) {
  char *block = malloc(100);
  PyObject *bytes = PyBytes_FromStringAndSize(block, 100);
  PyObject_Print(bytes, stdout, 0);
  Py_DECREF(bytes);
  free(block);
}

static void planted_from_bytes_hole(void) {
  char *block = malloc(100);
  PyObject *number = PyObject_CallMethod((PyObject *)&PyLong_Type, "from_bytes", "y#s", block, (Py_ssize_t)100, "little");
  Py_XDECREF(number);
  free(block);
}

/* A block that is found only by a pointer to its inside is possibly lost. */
static char *inside;
static PyObject *planted_lose_in_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  inside = (char *)PyMem_RawMalloc(100) + 10;
  return PyType_GenericNew(type, args, kw);
}
static PyObject *planted_keep_in_new(PyTypeObject *type, PyObject *args, PyObject *kw) {
  kept[3] = PyMem_RawMalloc(100);
  return PyType_GenericNew(type, args, kw);
}
static PyTypeObject loser = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "host.Loser", .tp_basicsize = sizeof(PyObject),
                             .tp_flags = Py_TPFLAGS_DEFAULT, .tp_new = planted_lose_in_new};
static PyTypeObject keeper = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "host.Keeper", .tp_basicsize = sizeof(PyObject),
                              .tp_flags = Py_TPFLAGS_DEFAULT, .tp_new = planted_keep_in_new};
static void planted_hole_in_init(void) {
  long *block = malloc(sizeof *block);
  PyObject *number = PyLong_FromLong(*block);
  Py_XDECREF(number);
  free(block);
}
static void planted_keep_in_init(void) { kept[4] = PyMem_RawMalloc(100); }

static PyMethodDef methods[] = {{"name", planted_leak_callback, METH_NOARGS, "The name."}, {0}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "host", NULL, -1, methods};
static PyObject *init_host(void) {
  planted_hole_in_init();
  planted_keep_in_init();
  PyObject *module = PyModule_Create(&definition);
  PyType_Ready(&loser);
  PyType_Ready(&keeper);
  Py_INCREF(&loser);
  Py_INCREF(&keeper);
  PyModule_AddObject(module, "Loser", (PyObject *)&loser);
  PyModule_AddObject(module, "Keeper", (PyObject *)&keeper);
  return module;
}

int main(void) {
  PyImport_AppendInittab("host", init_host);
  Py_Initialize();
  PyRun_SimpleString("import host\nhost.Loser()\nhost.Keeper()\nprint('in a host')");
  planted_leak_name();
  planted_leak_text();
  planted_leak_value();
  planted_leak_code();
  planted_leak_attribute();
  planted_keep_text();
  planted_keep_name();
  planted_keep_dict();
  planted_keep_list();
  planted_keep_buffer();
  planted_print_hole();
  planted_from_bytes_hole();
  PyObject *bytes = PyBytes_FromStringAndSize("bytes that end with the interpreter", 36);
  PyObject *space = PyModule_GetDict(PyImport_AddModule("__main__"));
  PyDict_SetItemString(space, "held", bytes);
  Py_DECREF(bytes);
  PyThreadState *saved = PyEval_SaveThread();
  pthread_t thread;
  pthread_create(&thread, NULL, planted_leak_thread, NULL);
  pthread_join(thread, NULL);
  PyEval_RestoreThread(saved);
  wipe();
  Py_FinalizeEx();
  planted_use_after_end(bytes);
  return 0;
}
