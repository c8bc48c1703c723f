"""Saved posteriors: a reader for each format that the old libraries wrote, all behind `any_file.load`.

Nothing that a file names is imported or called. The readers need only `draws`; the old backends of
`compat.pymc3_api`, and `migrate.compare`, are built on them.
"""
