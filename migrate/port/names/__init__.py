"""What old names are called today, and which names exist today."""
