"""The C backend: a Program as one translation unit of fused loop nests.

errors, ctype -> lengths (run-time lengths) -> computations (what is computed) -> schedule (loops) -> emit (text)
-> build (compiler, cache) -> call.
"""
