"""Where a page of the documentation is: what the commands print."""

import functools

BUILT = "site"  # the folder that `make docs` writes; it serves where the project's metadata name no address


@functools.cache
def site() -> str:
    """Return the address of the documentation: the metadata's, or else the folder that `make docs` writes."""
    from importlib import metadata  # takes 20 ms, and few ask

    try:
        urls = metadata.metadata("theano-compat").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return BUILT
    named = dict(one.split(", ", 1) for one in urls)
    return named.get("Documentation", BUILT).rstrip("/")


def page(path: str) -> str:
    """Return the address of a page: `page("wrong/mc304")`."""
    return f"{site()}/{path}.html"
