"""One file per contestant. Each runs in a process of its own: it prepares a workload, says what it found, and then
measures when asked, so that contestants take turns on a machine that others use too (see serve.py)."""
