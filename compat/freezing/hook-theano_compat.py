"""Collect all our modules and files: many are imported by names in tables, which PyInstaller does not see."""

from PyInstaller.utils.hooks import collect_all, collect_submodules

datas, binaries, hiddenimports = collect_all("theano_compat", filter_submodules=lambda name: ".tests" not in name)
hiddenimports += collect_submodules("theano_common")
