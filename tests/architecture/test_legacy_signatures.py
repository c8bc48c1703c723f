"""What the four old releases' callables take, ours take: by position, by name, with the same defaults."""

import gzip

import pytest

from tests.architecture.legacy_signatures.differences import REASONS
from tools import legacy_signatures
from tools.signature_differences import RELEASES, Signature, compared, differences

EXCUSED = {name for names in REASONS.values() for name in names.split()}


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, list[str]]]:
    """Release -> name -> how it differs; every name of the release that is here has its entry."""
    return {of: {name: differences(name, real, ours) for name, real, ours in compared(of)} for of in RELEASES}


@pytest.mark.parametrize("release", RELEASES)
def test_every_call_of_a_release_means_the_same(found, release):
    differ = {name: how for name, how in found[release].items() if how}
    assert not {name: how for name, how in differ.items() if name not in EXCUSED}
    assert len(found[release]) > {"theano": 2_000, "pymc3_": 700}[release[:6]]


def test_every_excuse_is_needed(found):
    assert EXCUSED == {name for of in found.values() for name, how in of.items() if how}
    assert len(EXCUSED) == sum(len(names.split()) for names in REASONS.values())


# what a release takes, what ours takes -> the differences that count
PAIRS = {
    ("(x, y=1)", "(x, y=1, z=2)"): [],
    ("(x, y=1)", "(x, y=1, *, z)"): ["needed: z"],
    ("(x, y=1)", "(x, z=2, y=1)"): ["position: y is z"],
    ("(x, y=1)", "(x, *, y=1)"): ["position: y"],
    ("(x, y=1)", "(x, y=2)"): ["default: y=1, 2"],
    ("(x, y=1)", "(x, y)"): ["default: y=1, needed"],
    ("(x)", "(a)"): ["position: x is a", "name: x", "needed: a"],
    ("(x)", "(*x)"): ["name: x"],
    ("(*x)", "(x, y)"): ["position: *x"],
    ("(x, **more)", "(x)"): ["name: **more"],
    ("(x, *, y=1)", "(x, **more)"): [],
}


@pytest.mark.parametrize(("real", "ours"), PAIRS)
def test_what_counts_as_a_difference(real, ours):
    assert differences("f", Signature(real), Signature(ours)) == PAIRS[real, ours]


def test_methods_of_protocols_are_compared_by_position():
    assert differences("Op.grad", Signature("(inp, grads)"), Signature("(inputs, output_gradients)")) == []
    assert differences("Op.grad", Signature("(inp, grads)"), Signature("(inputs)")) == ["position: grads"]
    assert differences("Op.grad", Signature("(inp)"), Signature("(inputs, more)")) == ["needed: more"]


def test_further_names_count():
    ours = Signature("(var, new_var)", {"r": "var", "new_r": "new_var"})
    assert differences("f", Signature("(r, new_r)"), ours) == []
    assert differences("f", Signature("(new_r, r)"), ours)[0] == "position: new_r is var"


def test_the_shipped_file_is_made_of_the_kept_ones():
    shipped = gzip.decompress(legacy_signatures.PLACE.read_bytes()).decode()
    assert shipped == legacy_signatures.shipped(), "python -m tools.legacy_signatures"
