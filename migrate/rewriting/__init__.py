"""Editing source by libcst: pieces of source as trees, new nodes with brackets, what differs between two trees."""
