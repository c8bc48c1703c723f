"""A model as a file that is read without running anything it brings along."""
