"""Chains of step methods: one after the other, in processes, in populations."""
