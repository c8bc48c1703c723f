"""Runs a client's script, named by the first argument, with our functions counted."""

import os
import runpy
import sys

import client_counts  # noqa: F401

del sys.argv[0]
sys.path[0] = os.path.dirname(os.path.abspath(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name="__main__")
