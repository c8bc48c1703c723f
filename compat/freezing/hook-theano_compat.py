"""Collect all our modules and files: many are imported by names in tables, which PyInstaller does not see."""

from PyInstaller.utils.hooks import collect_all

datas, binaries, hiddenimports = collect_all("theano_compat", filter_submodules=lambda name: ".tests" not in name)
for beside in ("theano_common", "theano_environment"):
    for found, more in zip((datas, binaries, hiddenimports), collect_all(beside), strict=True):
        found += more
