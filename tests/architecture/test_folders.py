"""Places of depth 3, folders such as `compat/ops/random` and the files beside them, import each other one way.

Imports inside functions count, and those for type checkers. What both of two places need stands below both: a function
in the wrong file moves. So the table here only gets shorter.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.architecture.test_files import circles, imports, modules

DEPTH = 3  # parts of a name: compat.infer.runs; one more in compat/old, which has a folder for each library

# The pairs that import each other, with the reason.
BOTH_WAYS: Mapping[tuple[str, str], str] = {
    ("compat.ops.control", "compat.ops.shapes"): (
        "gradients of `ifelse` and of marks are zeros_like; shapes check lengths by the Ops that check values. Both "
        "folders have Ops, whose modules stand in pickles and in saved models"
    ),
    ("compat.ops.indexing", "compat.ops.shapes"): (
        "gradients of repetition and of diagonals write into parts of arrays; those of indices have shapes"
    ),
    ("compat.ops.reductions", "compat.ops.shapes"): (
        "gradients of repetition and of diagonals are sums; those of reductions have shapes"
    ),
}
# Each circle of places is part of one of these.
CIRCLES: Mapping[tuple[str, ...], str] = {
    tuple(
        f"compat.ops.{one}"
        for one in (
            *("control", "indexing", "linear_algebra", "ordering", "rearrangements", "reductions"),
            *("scan", "shapes", "sparse", "tensor_variable"),
        )
    ): "an Op has its gradient and its shapes beside it, which are graphs of other Ops",
}


def place(module: str) -> str:
    return ".".join(module.split(".")[: depth(module)])


def depth(module: str) -> int:
    return DEPTH + module.startswith("compat.old.")


def arrows() -> dict[str, dict[str, list[str]]]:
    """place -> place that it imports -> the files that do, each with the module that it imports."""
    known = modules()
    found: dict[str, dict[str, list[str]]] = {place(name): {} for name in known if name.count(".") >= depth(name) - 1}
    for name, path in known.items():
        here = place(name)
        for other in imports(path, known):
            there = place(other)
            if here in found and there in found and here != there:
                found[here].setdefault(there, []).append(f"{name} -> {other}")
    return found


ARROWS = arrows()


def test_pairs_that_import_each_other():
    found = {
        (here, there): f"{here} and {there}: {', '.join(min(ways, ARROWS[there][here], key=len))}"
        for here, to in ARROWS.items()
        for there, ways in to.items()
        if here < there and here in ARROWS[there]
    }
    new = [found[pair] for pair in found.keys() - BOTH_WAYS.keys()]
    assert not new, "move what both need below both:\n" + "\n".join(sorted(new))
    gone = BOTH_WAYS.keys() - found.keys()
    assert not gone, f"no longer so, take it out of BOTH_WAYS: {sorted(gone)}"


def test_circles():
    """A circle: each place imports the next, and the last the first. `compat/models` and `migrate` have none."""
    found = [set(one) for one in circles({here: set(to) for here, to in ARROWS.items()})]
    new = [sorted(one) for one in found if not any(one <= set(known) for known in CIRCLES)]
    assert not new, f"a new circle: {new}"
    known = {one for circle in CIRCLES for one in circle}
    gone = known - set().union(*found)
    assert not gone, f"in no circle any more, take it out of CIRCLES: {sorted(gone)}"


def test_every_exception_has_a_reason():
    assert all(why and not why.endswith(".") for why in (*BOTH_WAYS.values(), *CIRCLES.values()))
    assert not any(one.startswith(("compat.models", "migrate")) for circle in CIRCLES for one in circle)
