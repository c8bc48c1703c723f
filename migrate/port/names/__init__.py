"""What old names are called today, and what is there today."""
