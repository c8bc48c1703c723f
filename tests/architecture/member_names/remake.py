"""Writes the public names of the old releases' classes that users derive from, a file for each release:

    python remake.py > pymc3_3.11.5.txt        with the Python of a release

A line is `class: name name ...`.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))


def main():
    import pymc3
    import theano
    import theano.sandbox.rng_mrg
    import theano.sparse
    from classes import members

    for name, names in sorted(members(theano, pymc3, strict=False).items()):
        sys.stdout.write(name + ": " + " ".join(sorted(names)) + "\n")


if __name__ == "__main__":
    main()
