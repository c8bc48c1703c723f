"""What a function costs: profiles, timed runs, `explain()`."""
