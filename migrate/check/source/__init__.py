"""From files to Python source: encodings, notebooks, Python 2."""
