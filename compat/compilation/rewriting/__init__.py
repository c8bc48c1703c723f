"""Rewriting of a graph before a backend compiles it: our rules, the users' rules, and the split by binding time."""
