"""The table of fixtures in docs/fixtures.md: measured a cell at a time, kept in docs/fixtures.json."""
