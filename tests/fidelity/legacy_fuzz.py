"""Random programs in the old API (`fixtures/legacy_fuzz`) here, against what the real library answered."""

from __future__ import annotations

import functools
import json
import lzma
import math
import os
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

import compat
from fixtures.legacy_fuzz import execution, program
from tests.fidelity.legacy_fuzz_known import known, reasons_of
from theano_compat.settings import config

ANSWERS = Path(program.__file__).with_name("answers.jsonl.xz")
MODES = ("PYTHON", "C", "JAX")
BATCH = 100  # programs a process: those with test values come first, before anything else has built an inner graph
TOGETHER = 8  # programs a C function: a call of the compiler for each would cost most of the time

# Sums of a few numbers, in another order, and functions of another libm: rounding grows with what went in, so it is
# judged by the largest number of the result. float32 is rounded at each step, or where steps are one loop at the last:
# a program that has it anywhere is judged by it. So are functions of whole numbers of 8 and 16 bits, each by itself.
TOLERANCE = {"float64": 1e-9, "complex128": 1e-9, "float32": 2e-4, "complex64": 2e-4, "float16": 1e-2}
SHORT, TOLERANCE_OF_SHORT = ("bool:", "int8:", "uint8:", "int16:", "uint16:"), 1e-6


@dataclass
class Tally:
    programs: int = 0
    values: int = 0
    raised: int = 0
    alone: int = 0
    wrong: list[tuple[int, str, str]] = field(default_factory=list)  # number, mode, sentence
    known: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        self.programs += other.programs
        self.values += other.values
        self.raised += other.raised
        self.alone += other.alone
        self.wrong += other.wrong
        self.known.update(other.known)


@functools.cache
def answers() -> dict[int, dict[str, Any]]:
    """What the real library answered, by the program's number."""
    with lzma.open(ANSWERS, "rt", encoding="utf-8") as lines:
        return {one["n"]: one for one in map(json.loads, lines)}


def wanted(number: int) -> list[dict[str, Any]]:
    """The answers of the real library: as written, and where asked with its rewrites, and in its C."""
    one = answers()[number]
    return [one, *(one[k] for k in ("fast_run", "in_c") if k in one)]


def differences(found: dict[str, Any], raised: Any, first: dict[str, Any], *others: dict[str, Any]) -> list[str]:
    """Sentences about where an answer of ours is not the real library's; each output as one of its answers has it."""
    wrong, elsewhere = by_place(found, raised, first), [by_place(found, raised, one) for one in others]
    return [
        sentence for place, sentence in wrong.items() if not any(all(_apart(place, p) for p in w) for w in elsewhere)
    ]


Place = tuple[Any, ...]  # (), ("types",), (call,) or (call, output)


def _apart(a: Place, b: Place) -> bool:
    """Whether neither place is within the other."""
    shorter = min(len(a), len(b))
    return a[:shorter] != b[:shorter]


def by_place(found: dict[str, Any], raised: Any, answer: dict[str, Any]) -> dict[Place, str]:
    """Where an answer of ours is not this one of the real library's."""
    if "raises" in answer or "raises" in found:
        sentence = _of_error(found, raised, answer)
        return {(): sentence} if sentence else {}
    wrong: dict[Place, str] = {}
    if found["types"] != answer["types"]:
        pairs = zip(found["types"], answer["types"], strict=False)
        wrong["types",] = "types " + ", ".join(f"{a}, not {b}" for a, b in pairs if a != b)
    kinds = found.get("dtypes") if _last(found) == _last(answer) else None
    for k, (ours, theirs) in enumerate(zip(found["calls"], answer["calls"], strict=True)):
        said = found.get("said", {}).get(k)  # why ours raised
        for place, sentence in _of_call(ours, theirs, kinds, answer):
            wrong[k, *place] = f"call {k}: {sentence}" + (f": {said}" if said else "")
    return wrong


def _of_error(found: dict[str, Any], raised: Any, answer: dict[str, Any]) -> str:
    """The sentence about an error before the first call, ours or the real library's; "" where it is the same."""
    if "raises" in answer:
        stage, error = answer["raises"]
        if stage == "building":
            return _of_building(found, raised, error, answer["line"])
        if "raises" not in found:
            # a fault that is noticed later is no other fault, where each call notices it
            late = found["calls"] and all(isinstance(c, str) for c in found["calls"]) and error in raised.names
            return "" if late else f"raises nothing, not {error} when {stage}"
        ours = found["raises"]
        if error not in raised.names or ours[0] == "building":
            return f"raises {ours[1]} when {ours[0]}, not {error} when {stage}: {raised.error}"
        return ""
    stage, error = found["raises"]
    # a fault among constants is noticed when they are computed, once; there each call noticed it
    if stage == "compiling" and all(isinstance(c, str) and c in raised.names for c in answer["calls"]):
        return ""
    return f"raises {error} when {stage}: {raised.error}"


def _of_building(found: dict[str, Any], raised: Any, error: str, line: int) -> str:
    """The same where the real library raised at this line: programs have several faults, and lines after it were
    never run there."""
    ours = found.get("line", math.inf)
    if ours > line:
        return f"raises nothing, not {error} when building"
    if ours < line:
        return f"raises {found['raises'][1]} when building: {raised.error}"
    if error not in raised.names:
        return f"raises {found['raises'][1]} when building, not {error} when building: {raised.error}"
    return ""


def _raised(call: Any) -> bool:
    """Whether a call raised: theirs is then the error's name, ours all its names."""
    return isinstance(call, str) or bool(call) and isinstance(call[0], str)


def _last(answer: dict[str, Any]) -> int | None:
    """The last call that gave values, of which the dtypes are kept."""
    return max((k for k, c in enumerate(answer["calls"]) if not _raised(c)), default=None)


def _of_call(
    ours: Any, theirs: Any, kinds: Sequence[str] | None, answer: dict[str, Any]
) -> Iterator[tuple[Place, str]]:
    if isinstance(theirs, str):
        if not _raised(ours):
            yield (), f"no {theirs}, but {ours}"
        elif theirs not in ours:
            yield (), f"{ours[0]}, not {theirs}"
        return
    if _raised(ours):
        yield (), f"{ours[0]}, not {theirs}"
        return
    loose = _rounding(answer["types"])
    for k, (a, b) in enumerate(zip(ours, theirs, strict=True)):
        dtype = answer["dtypes"][k]
        if kinds is not None and kinds[k] != dtype:
            yield (k,), f"output {k} is {kinds[k]}, not {dtype}"
        elif (apart := _difference(a, b, dtype, loose)) is not None:
            yield (k,), f"output {k} is {a}, not {b} ({dtype}){apart}"


def _rounding(types: Sequence[str]) -> float:
    """The least tolerance of a program with variables of these types."""
    if any(t.startswith(("float32", "complex64", "array float32")) for t in types):
        return TOLERANCE["float32"]
    return TOLERANCE_OF_SHORT if any(t.startswith(SHORT) for t in types) else 0.0


def _numbers(one: Any) -> tuple[list[int], np.ndarray]:
    shape, flat = one if isinstance(one, list) else ([], [one])
    return shape, np.array(flat, float).ravel()


def _difference(a: Any, b: Any, dtype: str, loose: float) -> str | None:
    """None where two values agree; else where they do not, if that is said in a few words."""
    if isinstance(a, str) or isinstance(b, str):
        return None if a == b else ""
    (shape, ours), (other, theirs) = _numbers(a), _numbers(b)
    if shape != other or ours.shape != theirs.shape:
        return ""
    if dtype not in TOLERANCE:
        return None if np.array_equal(ours, theirs) else ""
    if dtype.startswith("complex"):  # of a number of which one part is nan, the other may be anything
        for one in (ours, theirs):
            pairs = one.reshape(-1, 2)
            pairs[~np.isfinite(pairs).all(axis=1)] = np.nan
    loose = max(TOLERANCE[dtype], loose)
    finite = np.abs(theirs[np.isfinite(theirs)])
    scale = max(float(finite.max()), 1.0) if finite.size else 1.0
    with np.errstate(all="ignore"):
        apart = ~np.isclose(ours, theirs, rtol=loose, atol=loose * scale, equal_nan=True)
    if not apart.any():
        return None
    only = {"that is nan": np.isnan(theirs), "this is nan": np.isnan(ours), "that is infinite": np.isinf(theirs)}
    return next((f" only where {words}" for words, there in only.items() if there[apart].all()), "")


@dataclass
class Job:
    """A program and what came of building it."""

    number: int
    built: Any = None
    found: dict[str, Any] = field(default_factory=dict)
    raised: Any = None
    text: str = ""

    def build(self) -> Job:
        try:
            self.built = execution.build(self.text or program.text(self.number), compat)
            self.found = {"types": self.built.types}
        except execution.Raised as raised:
            self.fail(raised)
        return self

    def fail(self, raised: Any) -> None:
        self.raised = raised
        self.found = {"raises": [raised.stage, raised.names[0]]}
        if raised.stage == "building":
            self.found["line"] = raised.line


def run(job: Job, mode: str) -> None:
    """Compile and call one program."""
    try:
        function = execution.compiled(job.built, compat, mode)
    except execution.Raised as raised:
        job.fail(raised)
        return
    job.found["calls"] = []
    for changes, arguments in job.built.calls:
        try:
            values = execution.called(job.built, function, changes, arguments)
        except execution.Raised as raised:
            job.raised = raised
            job.found.setdefault("said", {})[len(job.found["calls"])] = str(raised.error).split("\n")[0]
            job.found["calls"].append(raised.names)
        else:
            job.found["calls"].append([execution.kept(v) for v in values])
            job.found["dtypes"] = execution.dtypes_of(values)


def run_together(jobs: Sequence[Job], mode: str) -> None:
    """Compile these programs as one function; raises what one of them raises."""
    whole = [j.built for j in jobs]
    function = compat.function(
        [v for b in whole for v in b.inputs],
        [v for b in whole for v in b.outputs],
        updates=[u for b in whole for u in b.updates],
        mode=mode,
        on_unused_input="ignore",
    )
    found: list[list[Any]] = [[] for _ in jobs]
    dtypes: list[list[str]] = [[] for _ in jobs]
    for k in range(max(len(b.calls) for b in whole)):
        arguments = []
        for b in whole:
            changes, given = b.calls[min(k, len(b.calls) - 1)]
            arguments += given
            if k < len(b.calls):
                for variable, value in changes.items():
                    variable.set_value(value)
        values = iter(function(*arguments))
        for at, b in enumerate(whole):
            own = [next(values) for _ in b.outputs]
            if k < len(b.calls):
                found[at].append([execution.kept(v) for v in own])
                dtypes[at] = execution.dtypes_of(own)
    for job, calls, kinds in zip(jobs, found, dtypes, strict=True):
        job.found.update(calls=calls, dtypes=kinds)


def quiet(answer: dict[str, Any]) -> bool:
    """Whether the real library raises nothing."""
    return "calls" in answer and not any(isinstance(c, str) for c in answer["calls"])


def with_test_values(number: int) -> bool:
    return "compute_test_value" in program.text(number)


def check(numbers: Iterable[int], mode: str, together: int = TOGETHER) -> Tally:
    """Run these programs and compare: those that raise nothing in groups, where mode is C."""
    tally = Tally()
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        jobs = [Job(n).build() for n in sorted(numbers, key=lambda n: (not with_test_values(n), n))]
        ready = [j for j in jobs if j.built is not None]
        groups = [
            j
            for j in ready
            if mode == "C" and together > 1 and not j.built.alone and quiet(answers()[j.number]) and not j.built.givens
        ]
        single = [j for j in ready if not any(j is g for g in groups)]
        for k in range(0, len(groups), together):
            some = groups[k : k + together]
            try:
                run_together(some, mode)
            except Exception:  # one of them; its shared variables may be as after a call by now
                again = [Job(j.number).build() for j in some]
                jobs = [j for j in jobs if not any(j is s for s in some)] + again
                single += again
        for job in single:
            if job.built is not None:
                run(job, mode)
    for job in jobs:
        tally.programs += 1
        tally.alone += any(job is s for s in single)
        tally.raised += "raises" in job.found
        tally.values += sum(len(c) for c in job.found.get("calls", ()) if c and not isinstance(c[0], str))
        wrong = differences(job.found, job.raised, *wanted(job.number))
        if wrong:
            reasons = reasons_of(job.number, mode, wrong)
            tally.known.update(set(reasons))
            if not reasons:
                tally.wrong.append((job.number, mode, "; ".join(wrong)))
    return tally


def work(task: tuple[Sequence[int], str]) -> Tally:
    """A batch in a process of its own, with a cache that goes with it: such programs do not come again."""
    numbers, mode = task
    option = " -O0" if (numbers[0] // BATCH) % 4 else " -O2"
    os.environ["COMPAT_CFLAGS"] = os.environ.get("COMPAT_CFLAGS", "") + option
    with tempfile.TemporaryDirectory(prefix="compat-") as folder, config.change_flags(cache_dir=folder):
        return check(numbers, mode)


def _send(task: tuple[Sequence[int], str], connection: Any) -> None:
    connection.send(work(task))
    connection.close()


def in_process(task: tuple[Sequence[int], str]) -> Tally:
    """`work` in a process of its own. Where that dies (XLA may abort it), each half in one: the last is the program."""
    numbers, mode = task
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(task, sender))
    process.start()
    sender.close()
    try:
        return receiver.recv()  # type: ignore[no-any-return]
    except EOFError:
        process.join()
    finally:
        receiver.close()
    if len(numbers) == 1:
        return Tally(1, wrong=[(numbers[0], mode, f"the process ended: {process.exitcode}")])
    total = Tally()
    for half in (numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]):
        total.add(in_process((half, mode)))
    return total


def main(number: int = 20_000, workers: int = 2, first: int = 0, modes: Sequence[str] = MODES) -> int:
    """Compare `number` programs in each mode; print differences and counts; 1 if one is unexplained."""
    stale = [n for n in answers() if answers()[n]["crc"] != program.checksum(n)]
    if stale:
        print(f"{len(stale)} programs are not those that were answered: remake the answers (fixtures/oracles.py)")
        return 1
    numbers = [n for n in sorted(answers()) if first <= n < first + number]
    failed, seen = False, Counter[str]()
    for mode in modes:
        total = Tally()
        tasks = [(numbers[k : k + BATCH], mode) for k in range(0, len(numbers), BATCH)]
        with ThreadPoolExecutor(workers) as pool:
            for tally in pool.map(in_process, tasks):
                total.add(tally)
                for wrong in tally.wrong:
                    print("program {} in {}: {}".format(*wrong)[:600], flush=True)
        print(
            f"{mode}: {total.programs} programs, {total.values} values, {total.raised} raise before the first call, "
            f"{total.alone} each in a function of its own, {sum(total.known.values())} known differences, "
            f"{len(total.wrong)} unexplained",
            flush=True,
        )
        for reason, count in total.known.most_common():
            print(f"  {count:5} {reason}")
        failed |= bool(total.wrong)
        seen += total.known
    if len(numbers) == len(answers()) and set(modes) == set(MODES):
        for row in known():
            if not seen[row.reason]:
                print(f"explains nothing any more: {row.reason}")
                failed = True
    return int(failed)
