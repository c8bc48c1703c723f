"""One posterior sampled by one library, each in a process of its own: `python -m bench.posteriordb.samplers.NAME`."""
