"""From findings to changed source: codemods on nodes, the edits that come of them, and those carried out."""
