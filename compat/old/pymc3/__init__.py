"""Modules of `pymc3` that are neither in `pymc3_api/` nor in `models/`: `importing/legacy_modules.py` looks here."""
