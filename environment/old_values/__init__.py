"""Functions that accept what they did and give other values than they did: their former values, by library."""
