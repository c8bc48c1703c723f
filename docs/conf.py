"""Sphinx's settings for `make docs`.

Sphinx with MyST and Furo, not MkDocs Material, which is quicker (23 s of processor time for 6,500 pages against 112 s):
MkDocs 1 and Material are no longer developed; Sphinx has its search index built beforehand, and in it an entry for each
spelling of a name, so that `pm.Normal` finds its page first; and it warns of each link without a target.
"""

from pathlib import Path

project = "theano-compat"
author = "The theano-compat authors"
copyright = author
extensions = ["myst_parser"]
myst_heading_anchors = 4
myst_links_external_new_tab = False
highlight_language = "none"
html_theme = "furo"
html_title = "theano-compat"
html_copy_source = False
html_show_sphinx = False
html_use_index = False
html_favicon = "icon.svg"
html_search_scorer = str(Path(__file__).with_name("search_scores.js"))
html_theme_options = {"sidebar_hide_name": False}
