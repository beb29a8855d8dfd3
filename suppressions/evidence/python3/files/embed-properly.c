/* Embeds the interpreter as is meant to be done: twice, with an error, a call back and a thread of its own. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <pthread.h>

static PyObject *twice(PyObject *self, PyObject *args) {
  long number;
  (void)self;
  return PyArg_ParseTuple(args, "l", &number) ? PyLong_FromLong(2 * number) : NULL;
}

static PyMethodDef methods[] = {{"twice", twice, METH_VARARGS, "Twice a number."}, {0}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "host", NULL, -1, methods};
static PyObject *init_host(void) { return PyModule_Create(&definition); }

static void *work(void *arg) {
  PyGILState_STATE state = PyGILState_Ensure();
  PyRun_SimpleString("print(sum(range(10)))");
  PyGILState_Release(state);
  return arg;
}

int main(void) {
  PyImport_AppendInittab("host", init_host);
  for (int turn = 0; turn < 2; turn++) {
    Py_Initialize();
    PyRun_SimpleString("import host, json, re\nprint(host.twice(21), json.dumps([1, {'a': None}]))\n"
                       "class C:\n  def m(self): return re.sub('a', 'b', 'banana')\nprint(C().m())\n");
    PyObject *name = PyUnicode_DecodeFSDefault("collections");
    PyObject *module = PyImport_Import(name);
    Py_DECREF(name);
    PyObject *counter = PyObject_CallMethod(module, "Counter", "s", "letters");
    Py_XDECREF(counter);
    Py_DECREF(module);
    if (PyRun_SimpleString("raise ValueError('expected')")) PyErr_Clear();
    PyThreadState *saved = PyEval_SaveThread();
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    pthread_join(thread, NULL);
    PyEval_RestoreThread(saved);
    if (Py_FinalizeEx() < 0) return 1;
  }
  return 0;
}
