"""What the audit objects to: one rule, one file, in the folder of what it is about."""
