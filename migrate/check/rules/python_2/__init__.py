"""What Python 2 had."""
