"""The audit: one rule, one file (`mc101_...` and on). Imports neither compat nor the audited code."""
