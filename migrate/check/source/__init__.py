"""Read files into Python source: encodings, notebooks, Python 2."""
