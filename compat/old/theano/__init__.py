"""Modules of `theano` that are not in `theano_api/`: `importing/legacy_modules.py` looks for them here."""
