"""Functions of one vector, and functions at many points in one call."""
