"""Results as JSON: what ``--json`` prints and ``--baseline`` reads. docs/evaluation.schema.json describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.corpora.title_checks import TitleChecks, checks_to_dict
from toolkit.errors import InputError
from toolkit.evaluation.comparison import Comparison
from toolkit.evaluation.gate import GateCheck
from toolkit.evaluation.testset import reference_hash
from toolkit.files import read_text
from toolkit.version import __version__

SCHEMA = 1


def to_dict(
    comparison: Comparison | None,
    titles: TitleChecks | None = None,
    gate: Sequence[GateCheck] = (),
    segments: bool = False,
) -> dict[str, Any]:
    """Everything an evaluation found, JSON-ready.

    Args:
        comparison: of systems on a test set, if there was one.
        titles: title checks by document id.
        gate: what the gate looked at.
        segments: with each segment's text and scores; a later ``--significant`` needs them.
    """
    out: dict[str, Any] = {"schema": SCHEMA, "tool": {"name": "bitext-toolkit", "version": __version__}}
    if comparison is not None:
        testset = comparison.testset
        out["testset"] = {
            "segments": len(testset.references[0]),
            "references": [reference_hash(r) for r in testset.references],
            "names": testset.names,
        }
        out["test"] = comparison.test
        out["baseline"] = comparison.systems[0].name if len(comparison.systems) > 1 else None
        out["systems"] = []
        for system in comparison.systems:
            record: dict[str, Any] = {
                "name": system.name,
                "metrics": {name: m.to_dict() for name, m in system.metrics.items()},
                "warnings": [{"guard": d.guard, "message": d.message} for d in system.doubts],
            }
            if segments:
                record["segments"] = [
                    {"hypothesis": text, **{n: round(m.segments[i], 4) for n, m in system.metrics.items()}}
                    for i, text in enumerate(system.hypotheses)
                ]
            out["systems"].append(record)
    if titles is not None:
        out["titles"] = checks_to_dict(titles)
    out["gate"] = {"passed": all(c.passed for c in gate), "checks": [c.to_dict() for c in gate]}
    return out


def read_results(path: Path) -> dict[str, Any]:
    """Read results that ``--json`` printed.

    Raises:
        InputError: not such a file, or of a later schema.
    """
    try:
        found = json.loads(read_text(path))
        if found["schema"] != SCHEMA:
            raise InputError(
                f"{path}: results of schema {found['schema']}, this version reads {SCHEMA}; run 'bitext "
                "evaluate --json' again"
            )
        if not isinstance(found.get("systems", []), list):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError(f"{path}: not results of 'bitext evaluate --json'") from None
    return dict(found)
