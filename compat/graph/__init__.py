"""The static graph: types, variables, applications of Ops, traversal, and the frozen Program."""
