"""Graphs that legacy code looks at, copies or changes in place."""
