"""`python -m tools.port_table`: translates and certifies models, and writes docs/port.md.

    --fixtures            fixtures/legacy_models, anew
    --bench               the models of bench/, as scripts of PyMC3, anew
    --public FOLDER ...   checkouts of public repositories, their files that import PyMC3, anew
    --certify             compare the densities of both sides, and run the port to its end: PyMC 6 is needed
    --run                 run ports to their end alone; what docs/port.json keeps of their certificates stays
    --run-for SECONDS     how long a port may run to its end
    --only WORD           files alone whose name has this word
    --again               of the public files only those that were not certified equal
    --render              write the page alone, of what docs/port.json keeps

Of public files the page keeps a name and what came out, never their text.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from bench import workload
from theano_common.verdict import Row, Status, headline
from theano_migrate.check.source.files import python_files
from theano_migrate.check.source.source import read
from theano_migrate.port.certificate.environment import port_python
from theano_migrate.port.certificate.verdicts import VERDICT
from theano_migrate.port.certificate.whole_run.process import LIMIT as RUN_FOR
from theano_migrate.port.certificate.whole_run.process import Run
from theano_migrate.port.certificate.whole_run.rows import whole_run
from theano_migrate.port.codes import CODES
from theano_migrate.port.every_file import port
from theano_migrate.port.names import current_api
from theano_migrate.reproduce.judging import VERDICTS as VERDICTS_OF_NUMBERS
from tools import bench_scripts

ROOT = Path(__file__).resolve().parents[1]
KEPT, PAGE = ROOT / "docs" / "port.json", ROOT / "docs" / "port.md"
FIXTURES = ROOT / "fixtures" / "legacy_models"
USES = re.compile(r"^\s*(?:import|from)\s+(?:pymc3|theano)\b", re.MULTILINE)
LIMIT = 240  # seconds for a certificate
OUTCOMES = {"translated": "without a mark", "marks": "with marks", "refused": "refused"}
VERDICTS = ("equal", "near", "differs by a constant", "differs", "not comparable", "not run")
WORST = ("equal", "near", "not comparable", "differs by a constant", "differs")  # last
LOCK = Lock()  # of the file that keeps the rows
ENDS = ("yes", "but for", "stops", "not run")  # how the words of runs begin


def main() -> None:
    """Run the command."""
    options = _parser().parse_args()
    kept: dict[str, Any] = json.loads(KEPT.read_text()) if KEPT.exists() else {"fixtures": {}, "public": {}}
    if options.fixtures and not options.render:
        for path in sorted(FIXTURES.glob("*/model.py")):
            _measure(kept, "fixtures", path.parent.name, path, options)
    if options.bench and not options.render:
        with TemporaryDirectory() as folder:
            for name in workload.EVERY_MODEL:
                _measure(kept, "bench", name, bench_scripts.write(name, Path(folder)), options)
    for folder in options.public if not options.render else ():
        top = Path(folder)
        paths = {
            f"{top.name.replace('+', '/')}: {path.relative_to(top)}": path
            for path in using([p for p in python_files([folder])[0] if ".port_table" not in p.name])
        }
        if options.again:
            paths = {k: path for k, path in paths.items() if kept["public"].get(k, {}).get("certificate") != "equal"}
        with ThreadPoolExecutor(options.workers) as pool:
            list(pool.map(lambda one: _measure(kept, "public", one[0], one[1], options), paths.items()))
    PAGE.write_text(page(kept), encoding="utf-8")


def _measure(kept: dict[str, Any], part: str, name: str, path: Path, options: argparse.Namespace) -> None:
    """Translate a file, do what the options ask, and keep the row."""
    if options.only not in name:
        return
    row = _row(path, options, kept.setdefault(part, {}).get(name, {}))
    print(name, row, flush=True)
    with LOCK:
        kept[part][name] = row
        keep(kept)


def keep(kept: dict[str, Any]) -> None:
    """Write docs/port.json."""
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def using(files: Iterable[Path]) -> list[Path]:
    """Return the files that import PyMC3."""
    found = []
    for path in files:
        data = path.read_bytes()
        if b"pymc3" in data and USES.search(_text(path, data)):
            found.append(path)
    return found


def _text(path: Path, data: bytes) -> str:
    try:
        return read(data, str(path)).text
    except Exception as error:  # what cannot be read is refused later, and says why
        print(f"{path}: {error}", file=sys.stderr)
        return ""


def _row(path: Path, options: argparse.Namespace, before: dict[str, Any]) -> dict[str, Any]:
    """Return a file's row. before: the one that is kept."""
    [one] = port([path])
    row: dict[str, Any] = {
        "outcome": one.outcome,
        "marks": sorted({m.code for m in one.marks}),
        "notes": len(one.notes),
    }
    if one.error:
        row["error"] = one.error[:100]
        return row
    texts = _text(path, path.read_bytes()), _text(path, one.data)
    scripts = path.with_name(f".port_table_{path.stem}_old.py"), path.with_name(f".port_table_{path.stem}_new.py")
    try:
        for script, text in zip(scripts, texts, strict=True):
            script.write_text(text, encoding="utf-8")
        if options.certify:
            row |= _certificate(path, scripts, options.run_for)
        elif options.run:
            row |= {key: before[key] for key in ("certificate", "models", "equal", "why") if key in before}
        if (options.certify or options.run) and "run" not in row:
            row["run"] = _run(scripts[1], texts, options.run_for)
    finally:
        for script in scripts:
            script.unlink(missing_ok=True)
    return row


def _run(script: Path, texts: tuple[str, str], seconds: float) -> str:
    """Return how a port, which stands where the file does, runs to its end."""
    python = port_python()
    if python is None:
        sys.exit("a PyMC 6 is needed: make port-venv")
    with Run(script, python, None, 0, seconds) as run:
        return short(whole_run(run, texts, []).word)


def _certificate(path: Path, scripts: tuple[Path, Path], seconds: float) -> dict[str, Any]:
    """Return what the certificate says of a file and its translation, as scripts where the file stands."""
    command = [sys.executable, "-m", "theano_migrate.port.certificate", *map(str, scripts), "--format", "json"]
    command += ["--run-for", str(seconds)]
    try:
        done = subprocess.run(
            command,
            cwd=path.parent,
            env=os.environ
            | {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])},
            capture_output=True,
            text=True,
            timeout=LIMIT + seconds,
        )
        if done.returncode == 3 or not done.stdout.strip():
            return {"certificate": "not run", "why": short(done.stderr)}
        return _verdict(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return {"certificate": "not run", "why": f"more than {LIMIT + seconds:g} s"}


def _verdict(document: dict[str, Any]) -> dict[str, Any]:
    """Return the verdict of the models and scripts, and, apart from it, how the port runs to its end."""
    models = document.get("models", [])
    equal = sum(one.get("verdict") == "equal" for one in models)
    others = [Row(one["name"], Status(one["status"]), one["why"], one["needed"]) for one in document["others"]]
    verdicts = [one["verdict"] for one in models] + ([VERDICT[headline(others).status]] if others else [])
    found = {"certificate": max(verdicts, key=WORST.index), "models": len(models), "equal": equal}
    if document["run"]:
        found["run"] = short(document["run"]["word"])
    reasons = [str(one.get("reason") or one.get("summary") or "") for one in models if one.get("verdict") != "equal"]
    return found | ({"why": short(reasons[0])} if reasons else {})


def short(text: str) -> str:
    """Return the last line of a text without paths, cut to the width of a cell."""
    line = next((line for line in reversed(text.strip().splitlines()) if line.strip()), "")
    return re.sub(r"\S*/", "", line).replace("|", "/").replace("migrate-port: ", "").strip()[:120]


def page(kept: dict[str, Any]) -> str:
    """The page."""
    fixtures, bench, public = kept["fixtures"], kept.get("bench", {}), kept["public"]
    lines = [
        "# The way out: migrate-port",
        "",
        "<!-- written by `python -m tools.port_table`: do not edit -->",
        "",
        f"For {', '.join(current_api.releases())}. `migrate-port model.py` says what is left to do, `--diff` shows the",
        "translation, `--write` and `-o DIR` write it, `--verify` runs both sides and compares their log densities.",
        "",
        "## How much is translated",
        "",
        "| | files | without a mark | with marks | refused | certified equal | near | equal but for a constant | "
        "differs | not comparable | not run | models certified equal |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        _summary("fixtures", fixtures),
        _summary("models of bench/", bench),
        _summary("public files that nobody here wrote", public),
        "",
        "*Not run*: a script that one side cannot run up to its models (data that are not there, other packages), or",
        "that makes none. The models of `bench/` are written out as scripts of PyMC3",
        "(`tools/bench_scripts.py`).",
        "",
        "## How many run to their end",
        "",
        "`--verify` also runs the port under PyMC 6 to its end, with few draws and pictures to nowhere.",
        "",
        "| | ports run | to their end | but for marked lines, or files and packages that are not there | "
        "stop at a line | not in the limit of time |",
        "|---|---:|---:|---:|---:|---:|",
        _ends("fixtures", fixtures),
        _ends("models of bench/", bench),
        _ends("public files that nobody here wrote", public),
        "",
        *_numbers(public),
        "## The codes of marks",
        "",
        "| code | what | what to do |",
        "|---|---|---|",
        *(f"| {code} | {one.what} | {one.todo} |" for code, one in CODES.items()),
        "",
        "## Fixtures",
        "",
        *_table(fixtures),
        "",
        "## Models of bench/",
        "",
        *_table(bench),
        "",
        "## Public files",
        "",
        *_table(public),
    ]
    return "\n".join(lines) + "\n"


def _summary(name: str, rows: dict[str, Any]) -> str:
    outcomes = Counter(row["outcome"] for row in rows.values())
    verdicts = Counter(row.get("certificate", "not run") for row in rows.values())
    cells: list[int | str] = [len(rows), *(outcomes[one] for one in OUTCOMES), *(verdicts[one] for one in VERDICTS)]
    cells.append(f"{sum(row.get('equal', 0) for row in rows.values())} of {sum(map(_models, rows.values()))}")
    return f"| {name} | " + " | ".join(map(str, cells)) + " |"


def _ends(name: str, rows: dict[str, Any]) -> str:
    words = [row["run"] for row in rows.values() if "run" in row]
    counts = [sum(word.startswith(begin) for word in words) for begin in ENDS]
    return f"| {name} | {len(words)} | " + " | ".join(map(str, counts)) + " |"


def _numbers(rows: dict[str, Any]) -> list[str]:
    """Return the section about printed numbers: those of the notebooks that `tools.port_outputs` ran on both sides."""
    counts = [row["numbers"] for row in rows.values() if isinstance(row.get("numbers"), dict)]
    if not counts:
        return []
    total = sum(map(Counter, counts), Counter())
    told = ", ".join(f"{total[v]} {v}" for v in VERDICTS_OF_NUMBERS)
    return [
        "## What they print",
        "",
        "`python -m tools.port_outputs` runs the port of a notebook under PyMC 6, with the draws that it asks for, and",
        "the notebook under us; `migrate-reproduce` judges each printed number of the one by the other.",
        f"{len(counts)} public notebooks: {told}.",
        "What differs was looked at: `elpd_diff` of ArviZ 1 has the other sign, and a table of deviances is one of log",
        "scores (two notebooks; the port says both), a test value is a draw (one; said), and pandas counts memory",
        "otherwise (one).",
        "",
    ]


def _models(row: dict[str, Any]) -> int:
    return int(row.get("models", 0))


def _table(rows: dict[str, Any]) -> list[str]:
    made = [
        "| file | translated | marks | notes | certificate | why | runs to its end |",
        "|---|---|---|---:|---|---|---|",
    ]
    for name, row in sorted(rows.items()):
        outcome = OUTCOMES.get(row["outcome"], row["outcome"])
        why = row.get("why") or row.get("error", "")
        verdict = row.get("certificate", "")
        if _models(row) > 1 or verdict not in ("equal", "not run", ""):
            verdict += f" ({row.get('equal', 0)} of {_models(row)} models equal)"
        cells = [name, outcome, ", ".join(row["marks"]), str(row["notes"]), verdict, why, row.get("run", "")]
        made.append("| " + " | ".join(cells) + " |")
    return made


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tools.port_table", description=__doc__)
    parser.add_argument("--fixtures", action="store_true")
    parser.add_argument("--bench", action="store_true")
    parser.add_argument("--public", nargs="*", default=[], metavar="FOLDER")
    parser.add_argument("--certify", action="store_true")
    parser.add_argument("--run", action="store_true")
    parser.add_argument("--run-for", type=float, default=RUN_FOR, metavar="SECONDS")
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--render", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    return parser


if __name__ == "__main__":
    main()
