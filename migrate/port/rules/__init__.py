"""Translation of calls, values and classes: a table for each family, with functions where a row is not enough."""
