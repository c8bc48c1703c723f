"""Options of a check: settings, suppressions, baseline."""
