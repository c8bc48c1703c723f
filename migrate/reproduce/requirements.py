"""What files of a repository ask of packages: the release of one, and the packages that requirement files list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

FILES: tuple[str, ...] = (
    "requirements*.txt",
    "*requirements.txt",
    "environment*.yml",
    "environment*.yaml",
    "setup.py",
    "setup.cfg",
)
FILES += ("Pipfile", "Pipfile.lock", "pyproject.toml", "conda*.yml", "conda*.txt", "*.lock")
FOLDERS = (".", "binder", ".binder", "requirements", "env")
LARGEST = 1_000_000
BOUND = r"[=<>!~^]=?=?\s*v?\d[\w.*+!-]*"
LINE = re.compile(rf"^\s*([A-Za-z][\w.-]*)\s*(?:\[[^\]\n]*\])?\s*({BOUND}(?:\s*,\s*{BOUND})*)?\s*(?:[;#].*)?$")
ADDRESS = re.compile(r"^\s*(?:-e\s+)?((?:git|hg|svn)\+\S+|https?://\S+|[\w.-]+(?:\[[^\]]*\])?\s*@\s*\S+)")
OF_A_REPOSITORY = re.compile(r"((?:git|hg|svn)\+[^\s#'\"]+)(?:#egg=([\w.-]+))?")
FROZEN = 30  # lines, all with a release: what was installed then, the needs of needs too


def files(root: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of the files that ask for releases; where `root` lies in a repository, its files, too."""
    around = next((one for one in root.absolute().parents if (one / ".git").exists()), None)
    seen = set()
    for top in (root, *([around] if around is not None and not (root / ".git").exists() else [])):
        for folder in FOLDERS:
            for pattern in FILES:
                for file in sorted((top / folder).glob(pattern)):
                    if file not in seen and file.is_file() and file.stat().st_size < LARGEST:
                        seen.add(file)
                        yield str(file.relative_to(top)), file.read_text(encoding="utf-8", errors="replace")


def asked(root: Path, package: str) -> tuple[str, str]:
    """Return what is asked of a package as pip takes it (`==0.9.1`), and by which file; two "" where nothing is."""
    name = re.sub(r"[-_.]+", "[-_.]", re.escape(package).replace("\\-", "-"))
    before = r"(?:\[[\w, -]*\])?[ \t'\"]*(?:=[ \t]*['\"])?"  # extras; in a Pipfile an equals sign
    said = re.compile(rf"(?im)(?:^|[\s'\"\[,(]){name}[ \t]*{before}({BOUND}(?:[ \t]*,[ \t]*{BOUND})*)")
    for file, text in files(root):
        for line in said.findall(text):
            if bounds := [bound for one in line.split(",") if (bound := _of_pip(one))]:
                return ",".join(bounds), file
    return "", ""


def listed(root: Path) -> tuple[dict[str, str], list[str]]:
    """Return package -> what is asked of it, by the lines of requirement files; and addresses, which are no packages.

    Of what `pip freeze` wrote nothing is taken: it has the needs of needs, too.
    """
    found: dict[str, str] = {}
    addresses: list[str] = []
    for file, text in files(root):
        if not file.endswith(".txt") or "conda" in file:
            continue
        lines = [match.groups() for line in text.splitlines() if (match := LINE.match(line))]
        addresses += [match[1] for line in text.splitlines() if (match := ADDRESS.match(line))]
        if len(lines) < FROZEN or not all((bound or "").startswith("=") for _, bound in lines):
            for name, bound in lines:
                bounds = filter(None, map(_of_pip, (bound or "").split(",")))
                found.setdefault(plain(name), ",".join(bounds))
    return found, list(dict.fromkeys(addresses))


def addresses(root: Path) -> dict[str, str]:
    """Return package -> the address that files of the repository take it from, by its egg, or by the address's end."""
    found = {}
    for _, text in files(root):
        for address, egg in OF_A_REPOSITORY.findall(text):
            last = re.sub(r"(?:\.git)?(?:@[^/]*)?$", "", address.rstrip("/")).rpartition("/")[2]
            found[plain(egg or last)] = address
    return found


def plain(name: str) -> str:
    """Return a package's name as indexes compare them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _of_pip(bound: str) -> str:
    """Return a bound as pip takes it: conda's `=1.2` is `==1.2.*`, `^1.2` of Poetry `>=1.2`."""
    match = re.fullmatch(r"\s*([=<>!~^]=?=?)\s*v?([\w.*+!-]*)\s*", bound)
    if match is None or match[2] in ("", "*"):
        return ""
    if match[1] == "=":
        return f"=={match[2].partition('=')[0]}.*"
    return f"{'>=' if match[1] == '^' else match[1]}{match[2]}"
