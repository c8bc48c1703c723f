"""Runs pytau's `run_all_tests`, which fits each of its models by ADVI, and fails where that prints a failure."""

import contextlib
import io
import sys

from pytau.changepoint_model import run_all_tests

said = io.StringIO()
with contextlib.redirect_stdout(said):
    run_all_tests()
print(said.getvalue())
sys.exit("failed" in said.getvalue().lower())
