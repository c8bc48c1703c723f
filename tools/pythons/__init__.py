"""`make pythons`: the fast tests on each Python that can be had here, and with the lowest releases of what we need."""
