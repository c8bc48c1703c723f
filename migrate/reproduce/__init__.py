"""Old documents run unchanged, and every number that they once printed beside the one that they print now."""
