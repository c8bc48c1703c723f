"""What is wrong with the comments that let findings pass."""
