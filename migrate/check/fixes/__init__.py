"""Turn findings into changed source: codemods on nodes, the edits they amount to, and their application."""
