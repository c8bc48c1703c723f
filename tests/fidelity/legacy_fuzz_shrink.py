"""`python -m tests.fidelity.legacy_fuzz_shrink NUMBER ...`: the shortest form of a program that still differs.

$THEANO_COMPAT_ORACLES is the folder with the real library's environment (fixtures/oracles.py makes it).
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fixtures.legacy_fuzz import program
from tests.fidelity import legacy_fuzz


class Oracle:
    """The real library in a process of its own."""

    def __init__(self, interpreter: Path) -> None:
        flags = os.environ.get("THEANO_FLAGS", "blas__ldflags=") + ",linker=py,cxx="
        self.process = subprocess.Popen(
            [interpreter, Path(program.__file__).with_name("ask.py")],
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"THEANO_FLAGS": flags},
        )

    def answer(self, text: str) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(text) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def kind(wrong: list[str]) -> str:
    """What a difference is, but for its numbers."""
    return re.sub(r"[\d.e+-]+|nan|inf|call|made at.*", "#", wrong[0])[:45] if wrong else ""


def differs(text: str, oracle: Oracle, mode: str) -> tuple[list[str], str]:
    answer = oracle.answer(text)
    job = legacy_fuzz.Job(-1, text=text).build()
    if job.built is not None:
        legacy_fuzz.run(job, mode)
    return legacy_fuzz.differences(job.found, job.raised, answer), answer["said"]


def smaller(text: str) -> Iterator[str]:
    """The text without a line, an output, a call, an update or an option."""
    lines = text.splitlines()
    at = next(k for k, line in enumerate(lines) if line.startswith("inputs = "))
    names = lines[at + 1][len("outputs = [") : -1].split(", ")
    if len(names) > 1:
        for k in range(len(names)):
            yield "\n".join(
                [*lines[: at + 1], f"outputs = [{', '.join(names[:k] + names[k + 1 :])}]", *lines[at + 2 :]]
            )
    calls = [k for k, line in enumerate(lines) if line.startswith("    ({")]
    if len(calls) > 1:
        for k in calls:
            yield "\n".join(lines[:k] + lines[k + 1 :])
    for k in range(len(lines) - 1, len(lines) - 6, -1):
        if re.match(r"(then|trust_input|borrow|as_keywords|givens|allow_input_downcast) = ", lines[k]):
            yield "\n".join(lines[:k] + lines[k + 1 :])
    if lines[at + 2] != "updates = []":
        yield "\n".join([*lines[: at + 2], "updates = []", *lines[at + 3 :]])
    if lines[0].startswith("with "):
        yield "\n".join(
            [line[4:] if k < at - 1 else line for k, line in enumerate(lines[1:]) if ".tag.test_value" not in line]
        )
    for k in range(at - 1, -1, -1):
        shorter = _without(lines, k, at)
        if shorter:
            yield shorter


def _without(lines: list[str], k: int, at: int) -> str | None:
    match = re.match(r"\s*(\w+) = ", lines[k])
    rest = lines[:k] + lines[k + 1 :]
    if not match or ".tag" in lines[k]:
        return None
    name = match[1]
    rest = [line for line in rest if not line.strip().startswith(f"{name}.tag")]
    if any(re.search(rf"\b{name}\b", line) for line in rest if not line.startswith(("inputs = ", "    ({"))):
        return None
    at = next(i for i, line in enumerate(rest) if line.startswith("inputs = "))
    names = [n for n in rest[at][len("inputs = [") : -1].split(", ") if n]
    place = names.index(name) if name in names else None
    if place is not None:
        names.remove(name)
        rest[at] = f"inputs = [{', '.join(names)}]"
    for i, line in enumerate(rest):
        if line.startswith("    ({"):
            changes, given = ast.parse(line.strip().rstrip(","), mode="eval").body.elts  # type: ignore[attr-defined]
            kept = [(ast.unparse(a), ast.unparse(b)) for a, b in zip(changes.keys, changes.values, strict=True)]
            arguments = [ast.unparse(a) for j, a in enumerate(given.elts) if j != place]
            said = ", ".join(f"{a}: {b}" for a, b in kept if a != name)
            rest[i] = f"    ({{{said}}}, [{', '.join(arguments)}]),"
    return "\n".join(rest)


def shrunk(text: str, oracle: Oracle, mode: str = "PYTHON") -> tuple[str, list[str], str]:
    """The text, the difference, and what the real library says."""
    wrong, said = differs(text, oracle, mode)
    wanted = kind(wrong)
    again = bool(wrong)
    while again:
        again = False
        for shorter in smaller(text):
            found, told = differs(shorter, oracle, mode)
            if kind(found) == wanted:
                text, wrong, said, again = shorter, found, told, True
                break
    return text, wrong, said


def main(numbers: list[str]) -> None:
    warnings.simplefilter("ignore")
    folder = Path(os.environ.get("THEANO_COMPAT_ORACLES", Path.home() / ".cache" / "theano-compat" / "oracles"))
    oracle = Oracle(folder / "py38" / "bin" / "python")
    for number in numbers:
        text, wrong, said = shrunk(program.text(int(number)), oracle)
        print(f"# program {number}: {'; '.join(wrong) or 'no difference'}\n# real: {said}\n{text}\n", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
