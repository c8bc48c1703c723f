"""What becomes of calls, values and classes: a table of entries for each family, and a function where it needs code."""
