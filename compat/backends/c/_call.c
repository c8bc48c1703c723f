/* The call into compiled programs: checks dtype, rank and layout, allocates outputs, calls. ctypes does the same
   where this extension was not built (calling.py). setup.py compiles it for Python's stable ABI: no macro here looks
   into a list, a tuple, a dictionary or a type. */
#define PY_SSIZE_T_CLEAN
#define NPY_NO_DEPRECATED_API NPY_1_7_API_VERSION
#include <Python.h>
#include <numpy/arrayobject.h>
#include <stdint.h>
#include <string.h>

#define MOST 256
#define MOST_KNOWN 64 /* short_axes.py */
#define OTHER_LENGTHS (-2) /* status.py */

void *parallel_address(void); /* of _threads.c */
void *take_memory_address(void); /* of _workspace.c */
void *give_memory_address(void);
void limit_threads(long most);

typedef void *(*alloc_t)(void *context, int number, const int64_t *lengths);
typedef int (*run_t)(const void *const *in, const int64_t *const *lengths, alloc_t alloc, void *context);
typedef int (*logp_t)(size_t dim, const double *x, double *grad, double *logp, const void *user);

typedef struct {
    PyObject_HEAD
    run_t run;
    int n_in, n_out;
    PyObject *host; /* runs users' Ops: host(number, address of the arguments) -> whether it went well */
    int in_type[MOST], in_ndim[MOST], out_type[MOST], out_ndim[MOST];
    uint64_t in_ones[MOST]; /* bit d: the length in dimension d is declared to be 1 */
    /* Which calls `run` is for: in dimension known_axis[j] argument known_in[j] has length known[j], and all arguments
       together have at most so many elements (-1: any number). */
    int n_known, known_in[MOST_KNOWN], known_axis[MOST_KNOWN];
    int64_t known[MOST_KNOWN], most;
} Caller;

typedef struct {
    const Caller *caller;
    PyObject *outputs[MOST];
} Context;

static void *allocate(void *context, int number, const int64_t *lengths)
{
    Context *c = context;
    if (number < 0) {
        PyObject *answer = PyObject_CallFunction(c->caller->host, "iK", -number - 1,
                                                 (unsigned long long)(uintptr_t)lengths);
        const int well = answer && PyObject_IsTrue(answer) == 1;
        Py_XDECREF(answer);
        return well ? context : NULL;
    }
    npy_intp dims[NPY_MAXDIMS];
    const int ndim = c->caller->out_ndim[number];
    for (int d = 0; d < ndim; d++) dims[d] = (npy_intp)lengths[d];
    PyObject *array = PyArray_EMPTY(ndim, dims, c->caller->out_type[number], 0);
    if (!array) return NULL;
    Py_XDECREF(c->outputs[number]);
    c->outputs[number] = array;
    return PyArray_DATA((PyArrayObject *)array);
}

/* Whether compiled code may read `array` as argument `k`; else a ValueError is set. */
static int readable(const Caller *caller, int k, PyArrayObject *array)
{
    if (PyArray_NDIM(array) != caller->in_ndim[k]) {
        PyErr_Format(PyExc_ValueError, "argument %d of a compiled program: expected %d dimensions, got %d", k,
                     caller->in_ndim[k], PyArray_NDIM(array));
        return 0;
    }
    if (caller->in_ones[k])
        for (int d = 0; d < caller->in_ndim[k]; d++)
            if ((caller->in_ones[k] >> d & 1) && PyArray_DIM(array, d) != 1) {
                PyErr_Format(PyExc_ValueError,
                             "argument %d of a compiled program: expected length 1 in dimension %d, got %zd", k, d,
                             (Py_ssize_t)PyArray_DIM(array, d));
                return 0;
            }
    return 1;
}

/* Whether `run` is for arguments of these lengths. */
static int is_taken(const Caller *caller, const int64_t *const *lengths)
{
    for (int j = 0; j < caller->n_known; j++)
        if (lengths[caller->known_in[j]][caller->known_axis[j]] != caller->known[j]) return 0;
    if (caller->most < 0) return 1;
    int64_t elements = 0;
    for (int k = 0; k < caller->n_in; k++) {
        int64_t own = 1;
        for (int d = 0; d < caller->in_ndim[k]; d++) own *= lengths[k][d];
        elements += own;
    }
    return elements <= caller->most;
}

/* call(values) -> (status, outputs): 0 fine, 1 an error that the Python backend words, -1 no memory, OTHER_LENGTHS not for these. */
static PyObject *caller_call(PyObject *self, PyObject *given)
{
    Caller *caller = (Caller *)self;
    PyObject *values = PySequence_Fast(given, "a compiled program takes a sequence of arrays");
    if (!values) return NULL;
    const int is_tuple = PyTuple_CheckExact(values);
    const Py_ssize_t n_given = is_tuple ? PyTuple_Size(values) : PyList_Size(values);
    if (n_given != caller->n_in) {
        Py_DECREF(values);
        PyErr_Format(PyExc_TypeError, "a compiled program of %d inputs was given %zd", caller->n_in, n_given);
        return NULL;
    }
    const void *in[MOST];
    const int64_t *lengths[MOST];
    PyObject *made[MOST];
    int n_made = 0;
    PyObject *result = NULL;
    Context context = {caller, {NULL}};
    for (int k = 0; k < caller->n_in; k++) {
        PyArrayObject *array = (PyArrayObject *)(is_tuple ? PyTuple_GetItem(values, k) : PyList_GetItem(values, k));
        if (!array) goto done;
        if (!PyArray_CheckExact(array) || PyArray_TYPE(array) != caller->in_type[k] ||
            !PyArray_ISCARRAY_RO(array)) {
            if ((PyObject *)array == Py_None) {
                PyErr_Format(PyExc_ValueError, "argument %d of a compiled program: expected an ndarray, not None", k);
                goto done;
            }
            array = (PyArrayObject *)PyArray_FROMANY((PyObject *)array, caller->in_type[k], 0, 0,
                                                     NPY_ARRAY_CARRAY_RO | NPY_ARRAY_FORCECAST);
            if (!array) goto done;
            made[n_made++] = (PyObject *)array;
        }
        if (!readable(caller, k, array)) goto done;
        in[k] = PyArray_DATA(array);
        lengths[k] = (const int64_t *)PyArray_DIMS(array);
    }
    const int status = is_taken(caller, lengths) ? caller->run(in, lengths, allocate, &context) : OTHER_LENGTHS;
    if (PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_MemoryError)) goto done;
        PyErr_Clear();
    }
    PyObject *outputs = PyList_New(status == 0 ? caller->n_out : 0);
    if (!outputs) goto done;
    if (status == 0)
        for (int k = 0; k < caller->n_out; k++) {
            PyList_SetItem(outputs, k, context.outputs[k]);
            context.outputs[k] = NULL;
        }
    result = Py_BuildValue("(iN)", status, outputs);
done:
    for (int k = 0; k < caller->n_out; k++) Py_XDECREF(context.outputs[k]);
    for (int k = 0; k < n_made; k++) Py_DECREF(made[k]);
    Py_DECREF(values);
    return result;
}

static int type_number(PyObject *dtype)
{
    PyArray_Descr *descriptor = NULL;
    if (!PyArray_DescrConverter(dtype, &descriptor)) return -1;
    const int number = descriptor->type_num;
    Py_DECREF(descriptor);
    return number;
}

static void caller_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(((Caller *)self)->host);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

/* Caller(address, [(input dtype, rank, bits of the dimensions of length 1), ...], [(output dtype, rank), ...], host,
   [(argument, dimension, length), ...], most) */
static int caller_init(PyObject *self, PyObject *args, PyObject *keywords)
{
    Caller *caller = (Caller *)self;
    unsigned long long address;
    PyObject *inputs, *outputs, *host, *known;
    long long most;
    if (keywords && PyDict_Size(keywords)) {
        PyErr_SetString(PyExc_TypeError, "Caller takes no keywords");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "KO!O!OO!L", &address, &PyList_Type, &inputs, &PyList_Type, &outputs, &host,
                          &PyList_Type, &known, &most))
        return -1;
    if (PyList_Size(inputs) > MOST || PyList_Size(outputs) > MOST ||
        PyList_Size(known) > MOST_KNOWN) {
        PyErr_Format(PyExc_ValueError, "Caller takes at most %d inputs and outputs, and %d known lengths", MOST,
                     MOST_KNOWN);
        return -1;
    }
    Py_INCREF(host);
    Py_XDECREF(caller->host);
    caller->host = host;
    caller->run = (run_t)(uintptr_t)address;
    caller->n_in = (int)PyList_Size(inputs);
    caller->n_out = (int)PyList_Size(outputs);
    for (int k = 0; k < caller->n_in; k++) {
        PyObject *dtype;
        unsigned long long ones;
        if (!PyArg_ParseTuple(PyList_GetItem(inputs, k), "OiK", &dtype, &caller->in_ndim[k], &ones)) return -1;
        if ((caller->in_type[k] = type_number(dtype)) < 0) return -1;
        caller->in_ones[k] = ones;
    }
    for (int k = 0; k < caller->n_out; k++) {
        PyObject *dtype;
        if (!PyArg_ParseTuple(PyList_GetItem(outputs, k), "Oi", &dtype, &caller->out_ndim[k])) return -1;
        if ((caller->out_type[k] = type_number(dtype)) < 0) return -1;
    }
    caller->n_known = (int)PyList_Size(known);
    caller->most = most;
    for (int j = 0; j < caller->n_known; j++) {
        long long length;
        if (!PyArg_ParseTuple(PyList_GetItem(known, j), "iiL", &caller->known_in[j], &caller->known_axis[j], &length))
            return -1;
        caller->known[j] = length;
        if (caller->known_in[j] < 0 || caller->known_in[j] >= caller->n_in || caller->known_axis[j] < 0 ||
            caller->known_axis[j] >= caller->in_ndim[caller->known_in[j]]) {
            PyErr_SetString(PyExc_ValueError, "a length is known of a dimension of an argument");
            return -1;
        }
    }
    return 0;
}

static PyMethodDef caller_methods[] = {
    {"call", caller_call, METH_O, "call(values) -> (status, outputs)."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot caller_slots[] = {
    {Py_tp_init, caller_init},
    {Py_tp_dealloc, caller_dealloc},
    {Py_tp_new, PyType_GenericNew},
    {Py_tp_methods, caller_methods},
    {Py_tp_doc, "Calls a compiled program: its method `call`."},
    {0, NULL},
};

static PyType_Spec caller_spec = {
    "compat.backends.c._call.Caller", sizeof(Caller), 0,
    Py_TPFLAGS_DEFAULT, caller_slots,
};

/* logp_grad(address, user, x, n) -> (status, log density, gradient), x a float64 vector of length n. */
static PyObject *logp_grad(PyObject *module, PyObject *const *args, Py_ssize_t nargs)
{
    (void)module;
    if (nargs != 4) {
        PyErr_SetString(PyExc_TypeError, "logp_grad takes address, user, x and its length");
        return NULL;
    }
    const unsigned long long address = PyLong_AsUnsignedLongLong(args[0]), user = PyLong_AsUnsignedLongLong(args[1]);
    npy_intp n = PyLong_AsSsize_t(args[3]);
    if (PyErr_Occurred()) return NULL;
    PyArrayObject *x = (PyArrayObject *)PyArray_FROMANY(args[2], NPY_DOUBLE, 1, 1, NPY_ARRAY_CARRAY_RO);
    if (!x) return NULL;
    if (PyArray_DIM(x, 0) != n) {
        PyErr_Format(PyExc_ValueError, "this log density takes a vector of %zd values, got %zd", (Py_ssize_t)n,
                     (Py_ssize_t)PyArray_DIM(x, 0));
        Py_DECREF(x);
        return NULL;
    }
    PyObject *gradient = PyArray_EMPTY(1, &n, NPY_DOUBLE, 0);
    if (!gradient) {
        Py_DECREF(x);
        return NULL;
    }
    double value = 0.0;
    const int status = ((logp_t)(uintptr_t)address)((size_t)n, PyArray_DATA(x), PyArray_DATA((PyArrayObject *)gradient),
                                                    &value, (const void *)(uintptr_t)user);
    Py_DECREF(x);
    return Py_BuildValue("(idN)", status, value, gradient);
}

typedef int (*expand_t)(size_t dim, size_t n, const double *x, double *out, const void *user);

/* Dimensions of the tuple `shape`, and how many elements an array of it has; -1 where it is no shape. */
static npy_intp dimensions(PyObject *shape, npy_intp *dims)
{
    const Py_ssize_t ndim = PyTuple_CheckExact(shape) ? PyTuple_Size(shape) : NPY_MAXDIMS + 1;
    if (ndim > NPY_MAXDIMS) {
        PyErr_SetString(PyExc_TypeError, "a shape is a tuple");
        return -1;
    }
    npy_intp size = 1;
    for (Py_ssize_t d = 0; d < ndim; d++) {
        dims[d] = PyLong_AsSsize_t(PyTuple_GetItem(shape, d));
        if (dims[d] < 0) return -1;
        size *= dims[d];
    }
    return size;
}

/* Arrays of `shapes` at the `n` values x, new ones of float64; None where the call failed. */
static PyObject *arrays_at(PyObject *address_, PyObject *user_, const double *x, size_t n, PyObject *shapes)
{
    const unsigned long long address = PyLong_AsUnsignedLongLong(address_), user = PyLong_AsUnsignedLongLong(user_);
    const Py_ssize_t count = PyTuple_Size(shapes);
    if (PyErr_Occurred()) return NULL;
    npy_intp dims[NPY_MAXDIMS], size = 0;
    for (Py_ssize_t k = 0; k < count; k++) {
        const npy_intp own = dimensions(PyTuple_GetItem(shapes, k), dims);
        if (own < 0) return NULL;
        size += own;
    }
    /* one array of its own, or several that lie in one */
    const int one = count == 1;
    PyObject *whole = one ? PyArray_EMPTY((int)PyTuple_Size(PyTuple_GetItem(shapes, 0)), dims, NPY_DOUBLE, 0)
                          : PyArray_EMPTY(1, &size, NPY_DOUBLE, 0);
    PyObject *parts = PyList_New(count);
    if (!whole || !parts) goto failed;
    double *out = PyArray_DATA((PyArrayObject *)whole);
    if (((expand_t)(uintptr_t)address)(n, (size_t)size, x, out, (const void *)(uintptr_t)user)) {
        Py_DECREF(whole);
        Py_DECREF(parts);
        Py_RETURN_NONE;
    }
    if (one) {
        PyList_SetItem(parts, 0, whole);
        return parts;
    }
    for (Py_ssize_t k = 0; k < count; k++) {
        PyObject *shape = PyTuple_GetItem(shapes, k);
        const npy_intp own = dimensions(shape, dims);
        PyObject *part = PyArray_SimpleNewFromData((int)PyTuple_Size(shape), dims, NPY_DOUBLE, out);
        if (!part) goto failed;
        PyList_SetItem(parts, k, part);
        Py_INCREF(whole);
        if (PyArray_SetBaseObject((PyArrayObject *)part, whole) < 0) goto failed;
        out += own;
    }
    Py_DECREF(whole);
    return parts;
failed:
    Py_XDECREF(whole);
    Py_XDECREF(parts);
    return NULL;
}

/* vector_call(address, user, x, shapes): arrays of `shapes` at the vector x, new ones of float64; None where the call
   failed, or x is no contiguous vector of float64. */
static PyObject *vector_call(PyObject *module, PyObject *const *args, Py_ssize_t nargs)
{
    (void)module;
    if (nargs != 4 || !PyTuple_CheckExact(args[3])) {
        PyErr_SetString(PyExc_TypeError, "vector_call takes address, user, a vector and shapes");
        return NULL;
    }
    PyArrayObject *x = (PyArrayObject *)args[2];
    if (!PyArray_CheckExact(args[2]) || PyArray_TYPE(x) != NPY_DOUBLE || PyArray_NDIM(x) != 1 || !PyArray_ISCARRAY_RO(x))
        Py_RETURN_NONE;
    return arrays_at(args[0], args[1], PyArray_DATA(x), (size_t)PyArray_DIM(x, 0), args[3]);
}

/* Puts `value` at `to`, one double for each element; 0 where it is no array of that type and shape, or number. */
static int put(PyObject *value, int type, PyObject *shape, double *to)
{
    const Py_ssize_t ndim = PyTuple_Size(shape);
    if (!PyArray_CheckExact(value)) {
        if (ndim || type != NPY_DOUBLE || !PyFloat_Check(value)) return 0; /* numpy.float64 is one */
        *to = PyFloat_AsDouble(value);
        return 1;
    }
    PyArrayObject *array = (PyArrayObject *)value;
    if (PyArray_TYPE(array) != type || PyArray_NDIM(array) != ndim || !PyArray_ISCARRAY_RO(array)) return 0;
    for (Py_ssize_t d = 0; d < ndim; d++)
        if (PyArray_DIM(array, (int)d) != PyLong_AsSsize_t(PyTuple_GetItem(shape, d))) return 0;
    const npy_intp n = PyArray_SIZE(array);
    const void *from = PyArray_DATA(array);
    if (type == NPY_DOUBLE)
        memcpy(to, from, (size_t)n * sizeof(double));
    else if (type == NPY_INT64)
        for (npy_intp k = 0; k < n; k++) to[k] = (double)((const int64_t *)from)[k];
    else
        return 0;
    return 1;
}

/* A new reference to the value of `name` in a dictionary that other threads may change; NULL where it has none. */
static PyObject *value_of(PyObject *point, PyObject *name)
{
#ifdef Py_GIL_DISABLED
    PyObject *value = NULL;
    PyDict_GetItemRef(point, name, &value);
    return value;
#else
    return Py_XNewRef(PyDict_GetItemWithError(point, name));
#endif
}

/* point_call(address, user, point, places, n, exact, shapes): the same at the `n` values of the dictionary `point`; None
   too where they are not as `places` says: tuples (name, start, type number, shape). exact: it has no other names. */
static PyObject *point_call(PyObject *module, PyObject *const *args, Py_ssize_t nargs)
{
    (void)module;
    if (nargs != 7 || !PyTuple_CheckExact(args[3]) || !PyTuple_CheckExact(args[6])) {
        PyErr_SetString(PyExc_TypeError, "point_call takes address, user, a point, places, a number, a bool and shapes");
        return NULL;
    }
    const Py_ssize_t count = PyTuple_Size(args[3]), n = PyLong_AsSsize_t(args[4]);
    if (n < 0) return NULL;
    if (!PyDict_CheckExact(args[2]) || (args[5] == Py_True && PyDict_Size(args[2]) != count)) Py_RETURN_NONE;
    double few[64], *x = n <= 64 ? few : PyMem_Malloc((size_t)n * sizeof(double));
    if (!x) return PyErr_NoMemory();
    PyObject *result = NULL;
    for (Py_ssize_t k = 0; k < count; k++) {
        PyObject *place = PyTuple_GetItem(args[3], k);
        PyObject *value = value_of(args[2], PyTuple_GetItem(place, 0));
        const Py_ssize_t start = PyLong_AsSsize_t(PyTuple_GetItem(place, 1));
        const int type = (int)PyLong_AsLong(PyTuple_GetItem(place, 2));
        const int failed = (!value || start < 0 || type < 0) && PyErr_Occurred();
        const int well = value && !failed && put(value, type, PyTuple_GetItem(place, 3), x + start);
        Py_XDECREF(value);
        if (failed) goto done;
        if (!well) {
            result = Py_NewRef(Py_None);
            goto done;
        }
    }
    result = arrays_at(args[0], args[1], x, (size_t)n, args[6]);
done:
    if (x != few) PyMem_Free(x);
    return result;
}

/* set_threads(most): how many threads a loop may have; 0: as many as there are cores. */
static PyObject *set_threads(PyObject *module, PyObject *most)
{
    (void)module;
    const long count = PyLong_AsLong(most);
    if (count == -1 && PyErr_Occurred()) return NULL;
    limit_threads(count);
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"set_threads", set_threads, METH_O, "set_threads(most): how many threads a loop may have; 0: one a core."},
    {"logp_grad", (PyCFunction)(void (*)(void))logp_grad, METH_FASTCALL,
     "logp_grad(address, user, x, length of x) -> (status, log density, gradient)."},
    {"vector_call", (PyCFunction)(void (*)(void))vector_call, METH_FASTCALL,
     "vector_call(address, user, x, shapes) -> arrays of those shapes, or None."},
    {"point_call", (PyCFunction)(void (*)(void))point_call, METH_FASTCALL,
     "point_call(address, user, point, places, n, exact, shapes) -> arrays of those shapes, or None."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_call", NULL, -1, methods, NULL, NULL, NULL, NULL};

/* Whether the address of a function could be made an attribute of the module. */
static int add_address(PyObject *module, const char *name, void *function)
{
    PyObject *address = PyLong_FromVoidPtr(function);
    const int added = address ? PyModule_AddObjectRef(module, name, address) : -1;
    Py_XDECREF(address);
    return added == 0;
}

PyMODINIT_FUNC PyInit__call(void)
{
    import_array();
    PyObject *m = PyModule_Create(&module);
    if (!m) return NULL;
#ifdef Py_GIL_DISABLED
    PyUnstable_Module_SetGIL(m, Py_MOD_GIL_NOT_USED);
#endif
    PyObject *type = PyType_FromSpec(&caller_spec);
    if (!type || PyModule_AddIntConstant(m, "ABI", 7) < 0 || !add_address(m, "parallel_address", parallel_address()) ||
        !add_address(m, "take_memory_address", take_memory_address()) ||
        !add_address(m, "give_memory_address", give_memory_address()) || PyModule_AddObject(m, "Caller", type) < 0) {
        Py_XDECREF(type);
        Py_DECREF(m);
        return NULL;
    }
    return m;
}
