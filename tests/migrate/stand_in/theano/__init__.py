"""Stands for Theano in tests of the process that replays a script."""
