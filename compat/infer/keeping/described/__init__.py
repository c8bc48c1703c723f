"""Descriptions of graphs, functions and objects, by which a later process knows them again."""
