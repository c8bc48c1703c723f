"""What is asked for, and what is let pass: settings, suppressions, baseline, cache."""
