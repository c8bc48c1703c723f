"""Rows on what the two scripts contain and nobody compared: statements that use draws, models beyond the limit.

A statement that makes a model of draws, or of a package that is not there, is needed for `equal`; statistics and
pictures of draws are named in the closing sentence alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from theano_common.verdict import Row, Status, listed

from ..names.legacy_names import OLD

SIDES = ("the old script", "the port")
NOT_BESIDE = "is not beside it"
FILE_ERRORS = re.compile(rf"FileNotFoundError|No such file|not found|{NOT_BESIDE}")
NEAR_TOGETHER = 4  # lines
Answers = Mapping[str, Any]


def rows(answers: tuple[Answers, Answers], pythons: tuple[str, str], ran: bool = False) -> list[Row]:
    """Return the rows of both scripts, those that both have once, at the old script's lines.

    pythons: the interpreters, for how to install what is missing. ran: the port also runs to its end, which has rows of
    its own.
    """
    found = _models_of_draws(answers, pythons)
    for side, one in enumerate(answers):
        found += _beyond_limits(side, one)
    found += _uses_of_what_is_not_there(answers, ran)
    for side, one in enumerate(answers[:1] if ran else answers):
        for error in one["raised"]:
            name = f"line {error['line']} of {SIDES[side]}"
            found.append(_row(name, f"it raises {error['kind']}: {error['text'][:100]}", needed=False))
    return found


def lacks_files(one: Answers, folder: Path) -> bool:
    """Say whether a script missed files, or a module that is in `folder`."""
    errors = [*one["raised"], *filter(None, [one["error"]])]
    if any(error["kind"] == "FileNotFoundError" or FILE_ERRORS.search(error["text"]) for error in errors):
        return True
    return any(name.startswith(".") or (folder / f"{name.split('.')[0]}.py").exists() for name in one["missing"])


def lack(name: str) -> str:
    """Return a sentence part on a module that is not there; one that begins with a dot is of a script's package."""
    if name.startswith("."):
        return f"{name} {NOT_BESIDE}"
    return (
        f"{name}, which a module of the script needs, is not installed" if name in OLD else f"{name} is not installed"
    )


def missing_package(one: Answers, python: str) -> str:
    """Return what to install or to port where a module is not there; "" if none is missing."""
    own = [name for name in one["missing"] if name.startswith(".")]
    if own:
        return lack(own[0])
    names = [name.split(".")[0] for name in one["missing"]]
    if not names:
        return ""
    if old := next((name for name in names if name in OLD), ""):
        return f"a module of the script needs {old}: port it too"
    packages = " ".join(dict.fromkeys(PACKAGES.get(name, name) for name in names))
    is_are = "is" if len(names) == 1 else "are"
    return f"{', '.join(names)} {is_are} not installed there: {python} -m pip install {packages}"


PACKAGES = {
    "sklearn": "scikit-learn",
    "skimage": "scikit-image",
    "yaml": "pyyaml",
    "PIL": "pillow",
    "cv2": "opencv-python",
}


def _models_of_draws(answers: tuple[Answers, Answers], pythons: tuple[str, str]) -> list[Row]:
    """Return a row for each statement that makes a model of what is not there; one for both scripts, if they match."""
    made = []
    for side, one in enumerate(answers):
        makes = [each for each in one["skipped"] if each["builds"] and not each["in_model"]]
        made.append([(each["line"], _because(each["why"], one, pythons[side])) for each in makes])
    if [why for _, why in made[0]] == [why for _, why in made[1]]:
        pairs = zip(*made, strict=True)
        return [_row(f"{MODEL.format(a, SIDES[0])} (line {b} of {SIDES[1]})", why) for (a, why), (b, _) in pairs]
    return [_row(MODEL.format(line, SIDES[side]), why) for side in (0, 1) for line, why in made[side]]


MODEL = "the model that line {} of {} makes"
NOT_RUN = ("was not run", "not sampled")


def _because(why: str, one: Answers, python: str) -> str:
    if why.endswith(NOT_RUN):
        return "it uses a result of sampling"
    return (missing_package(one, python) if why.startswith("No module named") else "") or why


def _beyond_limits(side: int, one: Answers) -> Iterable[Row]:
    count = one["more_models"]
    if count:
        yield _row(f"{count} more model{'s' * (count > 1)} of {SIDES[side]}", "only the first 50 models are compared")
    lines = sorted(set(one["more_data_sets"]))
    if lines:
        name = f"data sets that line{'s' * (len(lines) > 1)} {', '.join(map(str, lines[:5]))} of {SIDES[side]} fit"
        yield _row(name, "of one model only the first 12 data sets are compared")


def _uses_of_what_is_not_there(answers: tuple[Answers, Answers], ran: bool) -> list[Row]:
    """Return a row on statements that only use draws, one for each other reason; the port's if it alone has any."""
    not_sampled = "whether they run is looked at, not their numbers" if ran else "nothing is sampled"
    by_reason: dict[str, tuple[list[Any], list[Any]]] = {}
    for side, one in enumerate(answers):
        for each in one["skipped"]:
            if not each["builds"]:
                why = DRAWS if each["why"].endswith(NOT_SAMPLED) else each["why"]
                by_reason.setdefault(why, ([], []))[side].append(each)
    found = []
    for why, (old, new) in by_reason.items():
        lines = _lines(old or new)
        of = "" if old else " of the port"
        verb = "makes" if lines.startswith("line ") else "make"
        if why == DRAWS:
            found.append(_row(f"what {lines}{of} {verb} of draws", not_sampled, needed=False))
        else:
            found.append(_row(f"{lines}{of}", why, needed=False))
    return found


DRAWS = "draws"
NOT_SAMPLED = (*NOT_RUN, "would have written a file")


def _lines(statements: Sequence[Mapping[str, Any]]) -> str:
    """Return "lines 40-62, 70": what stands near together is one part to a reader."""
    joined: list[list[int]] = []
    for first, last in sorted((one["line"], one["end"]) for one in statements):
        if joined and first <= joined[-1][1] + NEAR_TOGETHER:
            joined[-1][1] = max(joined[-1][1], last)
        else:
            joined.append([first, last])
    texts = [str(a) if a == b else f"{a}-{b}" for a, b in joined]
    several = len(texts) > 1 or "-" in texts[0]
    return f"line{'s' * several} {listed(texts, 4)}"


def _row(name: str, why: str, needed: bool = True) -> Row:
    return Row(name, Status.NOT_COMPARED, why, needed)
