"""Attacks on what migrate-reproduce says: runs, and the words that are true of each, or would not be.

A run is documents of cells (source, what is stored, what is printed now). `None` now: the cell was not reached; an
exception: it ended the cell.
"""

from __future__ import annotations

from dataclasses import dataclass

from theano_common.verdict import Status
from theano_migrate.reproduce import randomness
from theano_migrate.reproduce.documents import Document
from theano_migrate.reproduce.judged_document import judged
from theano_migrate.reproduce.judging import AGREES, CANNOT_TELL, DIFFERS, NOT_THERE
from theano_migrate.reproduce.notebook_file import LONGEST, Cell, Output
from theano_migrate.reproduce.repeated.replicates import Replicates
from theano_migrate.reproduce.results import DocumentResult, Posterior, Results
from theano_migrate.reproduce.running.limits import OVER
from theano_migrate.reproduce.running.result import Ran, RanCell

EQUAL, NEAR, DIFFER, OPEN, ONE_SIDE = (
    *(Status.EQUAL, Status.NEAR, Status.DIFFERS, Status.NOT_COMPARED, Status.ONE_SIDE),
)
PNG = "iVBORw0KGgo="
SAMPLE = "trace = pm.sample(500)\nprint(pm.summary(trace))"
LOOK = "import pymc3 as pm\nprint(data.mean())"
TABLE = "      mean     sd  ess_bulk  r_hat\nmu  {}  1.000     400.0   1.00\n"


def document(path, *cells, stopped="", began=True, pictures=False):
    """A document of cells, as if it had run."""
    picture = (Output(png=PNG),) if pictures else ()
    held = tuple(Cell(i, cell[0], (Output(cell[1], stream=True), *picture)) for i, cell in enumerate(cells, start=1))
    ran = []
    for _, _, now in cells:
        if now is None:
            break
        if isinstance(now, BaseException):
            ran.append(RanCell((), 1.0, type(now).__name__, str(now), "Cell In[3]"))
        else:
            ran.append(RanCell((Output(now, stream=True),), 1.0))
    found = judged(Document(path, held), Ran(tuple(ran), 1.0, stopped), {})
    return DocumentResult(path, tuple(found), stopped=stopped, began=began)


def again(stored, *texts, source="import pymc3 as pm\npm.sample()"):
    """A document of one cell that ran several times: what is stored, and what each run printed."""
    held = (Cell(1, source, (Output(stored, stream=True),)),)
    first, *others = (Ran((RanCell((Output(text, stream=True),), 1.0),), 1.0) for text in texts)
    replicates = Replicates(held, randomness.unseeded(held, {}))
    for ran in others:
        replicates.add(ran)
    found = judged(Document("a.ipynb", held), first, {}, replicates=replicates)
    return DocumentResult("a.ipynb", tuple(found), runs=len(texts))


def late(path, *stored, began=False):
    return document(path, *((LOOK, one, None) for one in stored), stopped=OVER, began=began)


def accepting(run: Results, *numbers: tuple[str, int, str, str]) -> Results:
    return Results(run.root, run.documents, run.posteriors, accepted=frozenset(numbers))


def of(*documents, posteriors=()):
    return Results("paper", documents, posteriors, {"Python": "3.11"}, "2026-11-29", "0" * 64)


def posterior(verdict, reason, replayed=False, script="a.ipynb"):
    return Posterior("trace.nc", script, verdict, reason, replayed)


@dataclass(frozen=True)
class Attack:
    """A run, its status, its exit codes without and with --strict, and words of the text report: with, without."""

    name: str
    run: Results
    status: Status
    codes: tuple[int, int]
    words: tuple[str, ...]
    without: tuple[str, ...] = ("nothing differs",)


TWO = document("a.ipynb", (LOOK, "mean 2.5", "mean 2.5"), (SAMPLE, TABLE.format("1.000"), TABLE.format("1.000")))
DATA = document("a.ipynb", (LOOK, "mean 2.5", "mean 2.5"), (SAMPLE, "mu 1.25", "mu 1.31"))
WRONG = document("a.ipynb", ("x", "loss 1.25", "loss 1.50"), ("x", "other 2.5", "other 2.5"))
FRAME = "   id  value\n0   7    2.5\n1   9    3.5\n\n[2 rows x 2 columns]\n"
SERIES = "0    1.5\n1    2.5\n2    4.5\nName: x, Length: 3, dtype: float64\n"
INFO = (
    "RangeIndex: 20 entries, 0 to 19\nData columns (total 2 columns):\na  20 non-null float64\nmemory usage: 400 bytes"
)
NO_PROOF = (
    "none of these printed by or after the first cell that samples or fits and did not fail: they say nothing of a "
    "posterior"
)
COUNTERS = "theta[0] 1.5\ntheta[1] 2.5\nepoch 7 loss 3.5"
DEFINED = "def run():\n    return pm.sample(100)"

ATTACKS = [
    Attack(
        "all numbers are the same, of the data and of the posterior",
        of(TWO),
        EQUAL,
        (0, 0),
        (
            "3 of 3 numbers stand",
            "1 of 1 document ran to the end",
            "2 of these printed by or after the first cell that",
        ),
        ("Not compared",),
    ),
    Attack(
        "no document ended, most numbers are open",
        of(
            *(
                document(
                    f"{i}.ipynb",
                    (LOOK, "a 1.5", "a 1.5"),
                    (LOOK, "b 2.5 c 3.5", None),
                    stopped="the kernel died in cell 2",
                )
                for i in range(3)
            )
        ),
        OPEN,
        (3, 3),
        (
            "cannot tell: 3 of 3 documents did not run to their end, 6 of 9 numbers open",
            "0 of 3 documents ran to the end",
            "0.ipynb, 1.ipynb, 2.ipynb (it did not end: the kernel died in cell 2)",
            "6 numbers (the cell did not run to its end)",
        ),
    ),
    Attack(
        "the time limit let no document begin",
        of(late("a.ipynb", *["x 1.5"] * 20), late("b.ipynb", "x 2.5")),
        OPEN,
        (3, 3),
        ("nothing was compared: 2 of 2 documents did not begin", "0 of 20", "2 did not begin", f"(not begun: {OVER})"),
        ("20 of 20",),
    ),
    Attack(
        "some documents began, some did not",
        of(TWO, late("b.ipynb", "x 1.5")),
        OPEN,
        (3, 3),
        (
            "cannot tell: 1 of 2 documents did not begin, 1 of 4 numbers open",
            "1 of 2 documents ran to the end, 1 did not begin",
        ),
    ),
    Attack(
        "a document cannot be read",
        of(DocumentResult("a.ipynb", stopped="its language is r", began=False)),
        OPEN,
        (3, 3),
        (
            "nothing was compared",
            "a.ipynb (not begun: its language is r)",
            "no number was printed that could be compared",
        ),
    ),
    Attack(
        "all numbers are open",
        of(document("a.ipynb", (SAMPLE, "mu 1.25", "mu 1.31"))),
        OPEN,
        (4, 4),
        (
            "nothing was compared: 1 of 1 number open",
            "1 number (no Monte Carlo error is known)",
            "0 stand, 1 cannot tell",
        ),
    ),
    Attack(
        "only the summary of the data is the same",
        of(DATA),
        OPEN,
        (0, 4),
        (
            "cannot tell: 1 of 2 numbers open, of 1 document nothing printed by or after the first cell",
            NO_PROOF,
            "a.ipynb (it samples or fits, and no number printed by or after a cell that did was compared)",
        ),
    ),
    Attack(
        "only the data are printed, and the posterior is drawn in a figure",
        of(
            document(
                "a.ipynb",
                (LOOK, "mean 2.5", "mean 2.5"),
                ("import pymc3 as pm\npm.traceplot(pm.sample())", "", ""),
                pictures=True,
            )
        ),
        OPEN,
        (0, 4),
        ("of 1 document nothing printed by or after", "2 pictures (a person looks at them)"),
    ),
    Attack(
        "a figure beside numbers that are the same",
        of(document("a.ipynb", (SAMPLE, "mu 1.25", "mu 1.25"), pictures=True)),
        EQUAL,
        (0, 0),
        ("1 of 1 number stands", "Not compared: 1 picture (a person looks at them)."),
        (),
    ),
    Attack(
        "a saved posterior agrees, and nothing else ran",
        of(late("a.ipynb", "x 1.5"), posteriors=(posterior(AGREES, "agree: all statistics"),)),
        OPEN,
        (3, 3),
        ("1 of 1 document did not begin", "0 of 1 document ran to the end", "1 of 1 saved posterior agrees"),
        ("nothing was compared",),
    ),
    Attack(
        "a saved posterior agrees, and its document has no numbers",
        of(document("a.ipynb", (SAMPLE, "", "")), posteriors=(posterior(AGREES, "agree: all statistics"),)),
        NEAR,
        (0, 0),
        ("1 of 1 saved posterior agrees", "a.ipynb (it ended, and prints no number that was stored)"),
        (),
    ),
    Attack(
        "a replay of densities draws nothing anew",
        of(
            document("a.ipynb", (SAMPLE, "", "")),
            posteriors=(posterior(AGREES, "agree (replayed): 400 densities", True),),
        ),
        NEAR,
        (0, 0),
        ("1 by log densities at the saved draws",),
        (),
    ),
    Attack(
        "a saved posterior differs: no number does",
        of(TWO, posteriors=(posterior(DIFFERS, "differ: mu"),)),
        DIFFER,
        (0, 1),
        ("1 saved posterior differs", "0 of 1 saved posterior agree, 1 differ", "trace.nc: differs: differ: mu"),
        ("number differs", "numbers differ"),
    ),
    Attack(
        "a saved posterior lacks the deterministics",
        of(TWO, posteriors=(posterior(NOT_THERE, "only in the new posterior: theta (--ignore theta leaves it out)"),)),
        ONE_SIDE,
        (0, 1),
        (
            "variables of 1 saved posterior are not there on one side",
            "trace.nc: not there on one side: only in the new",
        ),
        ("number differs", "1 differs", "posterior differs"),
    ),
    Attack(
        "a saved posterior was not read",
        of(TWO, posteriors=(posterior("", "it took more than 9 s"),)),
        OPEN,
        (0, 4),
        (
            "cannot tell: 1 of 1 saved posterior open",
            "1 not compared",
            "the saved posterior trace.nc (it took more than 9 s)",
        ),
    ),
    Attack(
        "too few draws of a saved posterior",
        of(TWO, posteriors=(posterior(CANNOT_TELL, "not enough draws to tell: mu"),)),
        OPEN,
        (0, 4),
        ("cannot tell: 1 of 1 saved posterior open",),
    ),
    Attack(
        "a baseline accepts what differs",
        accepting(of(WRONG), ("a.ipynb", 1, "loss", "1.25")),
        OPEN,
        (0, 0),
        (
            "1 number differs as the baseline accepts",
            "1 differs (1 of these accepted by the baseline)",
            "1 number (they differ, and the baseline accepts it)",
            "differs, and the baseline accepts it:",
        ),
    ),
    Attack(
        "a baseline accepts one of two",
        accepting(of(WRONG, document("b.ipynb", ("x", "loss 1.25", "loss 1.50"))), ("a.ipynb", 1, "loss", "1.25")),
        DIFFER,
        (0, 1),
        ("1 number differs", "2 differ (1 of these accepted by the baseline)"),
    ),
    Attack(
        "everything that is left differs as the baseline accepts",
        accepting(of(document("a.ipynb", ("x", "loss 1.25", "loss 1.50"))), ("a.ipynb", 1, "loss", "1.25")),
        OPEN,
        (0, 4),
        ("1 number differs as the baseline accepts", "0 stand, 1 differs (1 of these accepted"),
    ),
    Attack(
        "NaN stays NaN",
        of(document("a.ipynb", (SAMPLE, "r_hat nan loss inf", "r_hat nan loss inf"))),
        OPEN,
        (4, 4),
        ("nothing was compared: no printed number",),
        ("stand",),
    ),
    Attack(
        "NaN that became a number differs",
        of(document("a.ipynb", ("x", "loss nan", "loss 1.5"))),
        DIFFER,
        (0, 1),
        ("1 number differs", "loss: nan then, 1.5 now"),
    ),
    Attack(
        "an index, ids and the size of a frame",
        of(document("a.ipynb", ("x", FRAME, FRAME))),
        EQUAL,
        (0, 0),
        ("2 of 2 numbers stand", "of 2 printed numbers 2 stand"),
        (),
    ),
    Attack(
        "the labels of a Series", of(document("a.ipynb", ("x", SERIES, SERIES))), EQUAL, (0, 0), ("3 of 3 numbers",), ()
    ),
    Attack(
        "what info() says", of(document("a.ipynb", ("x", INFO, INFO))), OPEN, (4, 4), ("no printed number",), ("stand",)
    ),
    Attack(
        "what shape says",
        of(document("a.ipynb", ("x.shape", "(20, 3)\n", "(20, 3)\n"))),
        OPEN,
        (4, 4),
        ("no printed",),
        (),
    ),
    Attack(
        "a shape that is another one differs",
        of(document("a.ipynb", ("x.shape", "(20, 3)\n", "(20, 4)\n"))),
        DIFFER,
        (0, 1),
        ("1 number differs",),
    ),
    Attack(
        "subscripts and counters beside numbers",
        of(document("a.ipynb", ("x", COUNTERS, COUNTERS))),
        EQUAL,
        (0, 0),
        ("3 of 3 numbers stand",),
        (),
    ),
    Attack(
        "a cell failed",
        of(document("a.ipynb", ("x", "a 1.5", ZeroDivisionError("division by zero")), ("x", "b 2.5", "b 2.5"))),
        OPEN,
        (3, 3),
        (
            "cannot tell: 1 cell failed, 1 of 2 numbers open",
            "a.ipynb cell 1 (it failed: its own)",
            "1 number (the cell failed)",
        ),
    ),
    Attack(
        "a cell failed that stores no number",
        of(document("a.ipynb", ("x", "", KeyError("x")), ("x", "b 2.5", "b 2.5"))),
        OPEN,
        (3, 3),
        ("cannot tell: 1 cell failed", "of 1 printed number 1 stand"),
    ),
    Attack(
        "a cell failed and another differs",
        of(document("a.ipynb", ("x", "a 1.5", KeyError("x")), ("x", "b 2.5", "b 3.5"))),
        DIFFER,
        (3, 1),
        ("1 number differs", "Not compared: a.ipynb cell 1 (it failed: its own); 1 number (the cell failed)."),
    ),
    Attack(
        "nothing is printed now where a number stood",
        of(document("a.ipynb", ("x", "a 1.5", ""), ("x", "b 2.5", "b 2.5"))),
        OPEN,
        (0, 4),
        ("1 of 2 numbers open", "1 number (there is no number at its place now)"),
    ),
    Attack(
        "an interval of another width is explained, not the same",
        of(document("a.ipynb", (SAMPLE, TABLE.replace("  ess", "  hpd_3%  ess").format("1.0  1.0  -1.5 #"), "x"))),
        OPEN,
        (4, 4),
        ("nothing was compared",),
    ),
    Attack(
        "a posterior that agrees within its Monte Carlo error",
        of(document("a.ipynb", (SAMPLE, TABLE.format("1.000"), TABLE.format("1.020")))),
        NEAR,
        (0, 0),
        ("2 of 2 numbers stand", "1 within their Monte Carlo error"),
        ("Not compared",),
    ),
    Attack(
        "a definition that samples is not sampling",
        of(
            document(
                "a.ipynb",
                ("import pymc3 as pm\n" + DEFINED, "", ""),
                (LOOK, "mean 2.5", "mean 2.5"),
                ("t = run()", "", ""),
            )
        ),
        OPEN,
        (0, 4),
        ("none of these printed by or after",),
    ),
    Attack(
        "what is drawn from a frame is no posterior",
        of(document("a.ipynb", ("frame.sample(5)\nprint(1.5)", "x 1.5", "x 1.5"))),
        EQUAL,
        (0, 0),
        (NO_PROOF,),
        (),
    ),
    Attack(
        "of two documents that sample one prints nothing of it",
        of(TWO, document("b.ipynb", (LOOK, "mean 2.5", "mean 2.5"), (SAMPLE, "", ""))),
        OPEN,
        (0, 4),
        ("of 1 document nothing printed by or after", "b.ipynb (it samples or fits, and no number"),
    ),
    Attack(
        "nothing was stored",
        of(document("a.ipynb", ("x", "", "a 1.5"))),
        OPEN,
        (4, 4),
        ("no printed number",),
        ("stand",),
    ),
    Attack(
        "the cell that samples failed, and the data are printed once more",
        of(
            document(
                "a.ipynb", (LOOK, "mean 2.5", "mean 2.5"), (SAMPLE, "", ValueError("x")), (LOOK, "mean 2.5", "mean 2.5")
            )
        ),
        OPEN,
        (3, 3),
        ("1 cell failed, of 1 document nothing printed by or after", NO_PROOF),
    ),
    Attack(
        "a stored text was longer than what is compared",
        of(document("a.ipynb", ("x", "a 1.5\n" + "-" * LONGEST, "a 1.5"))),
        OPEN,
        (0, 4),
        ("the rest of a.ipynb cell 1 (its stored text is longer than 400,000 characters)",),
    ),
    Attack(
        "two runs that print nearly what is stored",
        of(again("m 1.00", "m 1.02", "m 1.01")),
        OPEN,
        (4, 4),
        ("nothing was compared: 1 of 1 number open", "1 number (no Monte Carlo error is known)", "show no shift"),
        ("agrees by",),
    ),
    Attack(
        "runs that fall into two groups, with the stored number in one of them",
        of(again("m 1.00", *(f"m {1.01 + i % 2 + 0.01 * i:.2f}" for i in range(12)))),
        OPEN,
        (4, 4),
        ("1 of 1 number not settled", "1 number (not reproducible by its own code: its runs fall into two groups)"),
    ),
    Attack(
        "a number farther than most, and too few runs",
        of(again("m 1.16", "m 1.02", "m 0.97", "m 1.00", "m 0.99", "m 1.01")),
        OPEN,
        (4, 4),
        ("1 of 1 number open", "they show is 14.6 times their spread", "1 number (would need 10 runs)"),
    ),
    Attack(
        "a number that no run moves",
        of(again("m 1.30", *["m 1.02"] * 9)),
        OPEN,
        (4, 4),
        ("1 number (no run moved it in the digits that it is printed with, and no error is known)",),
    ),
    Attack(
        "data of each run, and a number that is far from all of them",
        of(again("m 9.30", *(f"m {1 + 0.1 * i:.1f}" for i in range(9)), source="y = np.random.randn(9)\npm.sample()")),
        DIFFER,
        (0, 1),
        ("1 number differs", "times the spread of 9 runs from their mean, 1.4"),
        ("explained:",),
    ),
    Attack(
        "runs with heavy tails, and a number beyond all of them",
        of(again("m 206.506", *(f"m {value}" for value in (9.3, 7.4, 6.5, 5.4, 5.9, 7.1, 6.5, 17.6, 8.4, 6.8)))),
        OPEN,
        (4, 4),
        ("1 of 1 number open", "1 number (its runs are far from normal, and tell no difference)"),
    ),
]
