#section support_code
static double twice(double a) { return 2 * a; }

#section support_code_apply
int APPLY_SPECIFIC(run)(PyArrayObject *x, PyArrayObject **z, PARAMS_TYPE *params) {
    npy_intp n = PyArray_DIM(x, 0);
    if (n == 3) {
        PyErr_SetString(PyExc_ValueError, "three elements");
        return 1;
    }
    if (*z == NULL || PyArray_DIM(*z, 0) != n) {
        Py_XDECREF(*z);
        *z = (PyArrayObject *) PyArray_EMPTY(1, &n, TYPENUM_OUTPUT_0, 0);
        if (*z == NULL) return 1;
    }
    for (npy_intp i = 0; i < n; i++)
        *(DTYPE_OUTPUT_0 *) PyArray_GETPTR1(*z, i) =
            twice(*(DTYPE_INPUT_0 *) PyArray_GETPTR1(x, i)) * params->factor + (params->mode == RAISED ? 100 : 0)
            + *(DTYPE_PARAM_table *) PyArray_GETPTR1(params->table, 0);
    return 0;
}
