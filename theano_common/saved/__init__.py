"""Saved posteriors: a reader for each format that the old libraries wrote, and one way in, `any_file.load`.

Nothing that a file names is imported or called. The readers take only `common.draws` from compat; the old
backends of `compat.pymc3_api` and `migrate.compare` stand on them.
"""
