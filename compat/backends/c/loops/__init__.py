"""The third stage: nests become functions of the loop IR (ir/)."""
