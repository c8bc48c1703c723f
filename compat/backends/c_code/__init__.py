"""Ops of users whose computation is C++ against NumPy's C interface (`c_code`): compiled, loaded and called."""
