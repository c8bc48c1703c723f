"""Trace backends: in memory, in folders, text, SQLite and HDF5."""
