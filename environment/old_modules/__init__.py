"""Modules that other libraries removed whole, with what they had."""
