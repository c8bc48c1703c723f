"""Where a page of the documentation is: what the commands print.

An installed user may have no such page: then the commands say in their own words what it would.
"""

import functools
from pathlib import Path

BUILT = Path(__file__).resolve().parents[1] / "site"  # the folder that `make docs` writes in a checkout
IN_WORDS = "`migrate-check --explain CODE`, `migrate-port --explain CODE`, `theano-compat names NAME`"


@functools.cache
def site() -> str:
    """Return the address of the documentation: the metadata's, or else the folder that was built; "" if none was."""
    from importlib import metadata  # takes 20 ms, and few ask

    try:
        urls = metadata.metadata("theano-compat").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        urls = []
    named = dict(one.split(", ", 1) for one in urls)
    built = str(BUILT) if (BUILT / "index.html").is_file() else ""
    return named.get("Documentation", built).rstrip("/")


def page(path: str) -> str:
    """Return the address of a page, `page("wrong/mc304")`; "" if the documentation is nowhere."""
    return f"{site()}/{path}.html" if site() else ""
