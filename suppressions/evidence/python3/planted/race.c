/* A program with the interpreter in it, whose threads release the lock of the interpreter and race on memory of their own. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <pthread.h>
#include <unistd.h>

static long counter;
static char shared[100];

static void planted_count(void) {
  for (int i = 0; i < 3; i++) counter++;
}
static void planted_copy(const char *text) { strcpy(shared, text); }

static PyObject *count(PyObject *self, PyObject *args) {
  Py_BEGIN_ALLOW_THREADS;
  planted_count();
  planted_copy("some text");
  usleep(50000);
  Py_END_ALLOW_THREADS;
  Py_RETURN_NONE;
}

static PyMethodDef methods[] = {{"count", count, METH_NOARGS, "Counts, without the lock."}, {0}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "host", NULL, -1, methods};
static PyObject *init_host(void) { return PyModule_Create(&definition); }

int main(void) {
  PyImport_AppendInittab("host", init_host);
  Py_Initialize();
  PyRun_SimpleString("import host, _thread, time\n"
                     "for n in range(2): _thread.start_new_thread(host.count, ())\n"
                     "time.sleep(0.5)\n");
  Py_FinalizeEx();
  return 0;
}
