"""The headline of rows, each status alone and in pairs."""

import pytest

from theano_common.verdict import OUTCOMES, Row, Status, headline, not_compared

EQUAL, NEAR, DIFFERS, NOT_COMPARED, ONE_SIDE = Status
WHY = {EQUAL: "", NEAR: "by 1e-7", DIFFERS: "2 then, 3 now", NOT_COMPARED: "no gradient", ONE_SIDE: "the port lacks it"}


def row(name: str, status: Status, needed: bool = True) -> Row:
    return Row(name, status, WHY[status], needed)


@pytest.mark.parametrize("status", Status)
def test_a_row_alone_decides(status):
    said = headline([row("a", status)])
    assert said.status is status
    assert said.outcome is OUTCOMES[status]
    if status is NOT_COMPARED:  # there is nothing else
        assert said.reasons == ("nothing was compared",)
        assert said.closing == "Not compared: a (no gradient)."
    else:
        assert said.reasons == (() if status is EQUAL else (f"a: {WHY[status]}",))
        assert said.closing == ""


TABLE = [  # statuses of two rows, whether the second is needed, what both together say
    (EQUAL, EQUAL, True, EQUAL),
    (EQUAL, NEAR, True, NEAR),
    (EQUAL, NOT_COMPARED, True, NOT_COMPARED),
    (EQUAL, NOT_COMPARED, False, EQUAL),
    (NEAR, NOT_COMPARED, False, NEAR),
    (NEAR, NOT_COMPARED, True, NOT_COMPARED),
    (NOT_COMPARED, NOT_COMPARED, False, NOT_COMPARED),
    (DIFFERS, NOT_COMPARED, True, DIFFERS),
    (DIFFERS, EQUAL, True, DIFFERS),
    (ONE_SIDE, EQUAL, True, ONE_SIDE),
    (ONE_SIDE, NOT_COMPARED, True, ONE_SIDE),
    (ONE_SIDE, DIFFERS, True, DIFFERS),
]


@pytest.mark.parametrize(("first", "second", "needed", "together"), TABLE)
def test_two_rows(first, second, needed, together):
    said = headline([row("a", first), row("b", second, needed)])
    assert said.status is together
    assert headline([row("b", second, needed), row("a", first)]).status is together
    assert bool(said.closing) == (NOT_COMPARED in (first, second))


def test_no_row_no_claim():
    assert headline([]).status is NOT_COMPARED
    assert headline([]).reasons == ("nothing was compared",)


def test_a_row_that_is_not_equal_has_a_reason():
    with pytest.raises(ValueError, match="a: a row that is not equal has a reason"):
        Row("a", NEAR)


def test_closing_sentence_groups_by_reason():
    rows = [Row(name, NOT_COMPARED, why) for name, why in [("a", "x"), ("b", "y"), ("c", "x")]]
    assert not_compared(rows) == "Not compared: a, c (x); b (y)."
    many = [Row(str(i), NOT_COMPARED, "x") for i in range(8)]
    assert not_compared(many) == "Not compared: 0, 1, 2, 3, 4 and 3 more (x)."
