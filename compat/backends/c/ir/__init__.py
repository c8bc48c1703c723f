"""The loop IR: expressions, statements, and what is legal."""
