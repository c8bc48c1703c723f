"""What public programs of 2014-2022 used, and which test of ours executes it.

names.csv, keywords.csv, methods.csv   a count over 46 public repositories (20 November 2026, 1,089
    files that import theano or pymc3): what two of them or more used, and how many did. Receivers of methods were
    guessed within a file. Lasagne's and exoplanet's own names are theirs, not ours, and are not here.
executed.csv            the first test that executed each of them, as the last trace saw it
not_executed.toml       what no test can execute, with the reason

`make census` runs the suite under the trace and writes executed.csv; `test_executed.py` holds the two against the
counts, strict both ways.
"""
