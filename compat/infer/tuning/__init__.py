"""Start points and scales before sampling."""
