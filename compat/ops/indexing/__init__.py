"""Elements by slices, integers, arrays and masks: read, written, added to."""
