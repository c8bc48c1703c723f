"""The documentation's site: what `make docs` builds, `site/`."""
