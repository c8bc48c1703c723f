"""Where draws are kept: in memory, in folders, text, SQLite, HDF5."""
