"""Users' Ops with C++ code against NumPy's C interface (`c_code`): compiled, loaded and called."""
