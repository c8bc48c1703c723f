"""The results as JSON (`report.schema.json` beside this file)."""

from __future__ import annotations

import math
from typing import Any

from theano_common.printing import json_text

from ..answer import answer, badge, exit_code, sentence
from ..earlier_report import VERSION
from ..judging import Judged
from ..results import CellResult, DocumentResult, Results, counted


def document(results: Results, strict: bool) -> str:
    """Return the report for programs."""
    found = answer(results)
    held = {
        "version": VERSION,
        "status": found.verdict.status.value,
        "headline": found.said,
        "closing": found.closing,
        "sentence": sentence(results),
        "badge": badge(results),
        "exit_code": exit_code(results, strict),
        "path": results.root,
        "day": results.day,
        "digest": results.digest,
        "versions": dict(results.versions),
        "counts": dict(results.counts),
        "counts_inferred": dict(counted(one for _, _, one in results.numbers() if one.inferred)),
        "documents": [_document(one) for one in results.documents],
        "posteriors": [
            {
                "path": one.path,
                "script": one.script,
                "verdict": one.verdict or None,
                "reason": one.reason,
                "replayed": one.replayed,
            }
            for one in results.posteriors
        ],
        "remarks": list(results.remarks),
    }
    return json_text(held)


def _document(one: DocumentResult) -> dict[str, Any]:
    return {
        "path": one.path,
        "ran": one.ran,
        "began": one.began,
        "stopped": one.stopped or None,
        "seconds": round(one.seconds, 3),
        "runs": one.runs,
        "sha256": one.digest or None,
        "kept": one.kept or None,
        "verdict": one.verdict or None,
        "emulates": one.emulates or None,
        "written_for": {
            name: {"release": found.version, "evidence": found.evidence} for name, found in one.releases.items()
        },
        "faults": list(one.faults),
        "counts": dict(one.counts),
        "cells": [_cell(cell) for cell in one.cells],
    }


def _cell(cell: CellResult) -> dict[str, Any]:
    return {
        "cell": cell.number,
        "ended": cell.ended,
        "seconds": round(cell.seconds, 3),
        "verdict": cell.verdict or None,
        "failed": cell.failed or None,
        "cause": cell.cause or None,
        "failed_first": cell.first if cell.failed else None,
        "found": cell.found or None,
        "failed_then": cell.then or None,
        "pictures": {"stored": len(cell.old_pictures), "new": len(cell.new_pictures)},
        "numbers": [_number(one) for one in cell.judged],
    }


def _number(one: Judged) -> dict[str, Any]:
    return {
        "place": one.place,
        "stored": one.old.text,
        "new": one.new.text if one.new else None,
        "verdict": one.verdict,
        "reason": one.reason,
        "inferred": one.inferred,
        "label": one.label,
        "standard_errors": _finite(one.z),
        "error": _finite(one.error),
        "runs": list(one.runs),
        "sees": _finite(one.sees),
    }


def _finite(value: float) -> float | str | None:
    return None if math.isnan(value) else value if math.isfinite(value) else str(value)
