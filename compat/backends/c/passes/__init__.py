"""The fourth stage: passes from loop IR to loop IR, each a pure function in a file of its own; order.py lists them."""
