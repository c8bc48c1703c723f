"""What a function costs and does: profiles, timed runs, `explain()`."""
