"""Many fits of one model, and runs on many machines."""
