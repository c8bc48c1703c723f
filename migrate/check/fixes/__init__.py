"""From findings to changed source: edits of the text, as small as can be."""
