"""Passes: functions from data to data, each in a file of its own; `order.py` has the lists."""
