"""In how many models each rule and pass fires, and what leaving it out costs: docs/passes.md."""
