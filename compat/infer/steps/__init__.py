"""What step methods share: their base classes, their differences of log densities, their proposals."""
