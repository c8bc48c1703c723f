"""nutpie's NUTS, through its extension module or its package."""
