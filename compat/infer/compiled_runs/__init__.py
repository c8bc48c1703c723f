"""Many draws of step methods in one call into C: which have a form there, and the runs."""
