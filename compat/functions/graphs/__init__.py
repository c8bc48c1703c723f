"""Graphs that legacy code inspects, copies or changes in place."""
