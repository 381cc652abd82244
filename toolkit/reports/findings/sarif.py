"""SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from toolkit.checks import severity_of
from toolkit.checks.dismissals import key_of
from toolkit.reports.findings.registry import FoundUnit, Summary
from toolkit.units import Finding
from toolkit.version import __version__

_HOME = "https://github.com/bitext-toolkit/bitext-toolkit"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def make(found: Sequence[FoundUnit], summary: Summary) -> bytes:
    """One run; what was dismissed is a suppressed result, so that a viewer can show it."""
    named = {f.check: f for one in found for f in (*one.findings, *one.dismissed)}
    rules = [
        {
            "id": name,
            "shortDescription": {"text": summary.what.get(name) or name},
            "helpUri": f"{_HOME}/blob/main/docs/checks.md",
            "defaultConfiguration": {"level": severity_of(finding)},
        }
        for name, finding in sorted(named.items())
    ]
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "bitext",
                "version": __version__,
                "semanticVersion": __version__,
                "informationUri": _HOME,
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [result for one in found for result in _results(one, numbers)],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _results(one: FoundUnit, numbers: dict[Any, int]) -> Iterator[dict[str, Any]]:
    for finding in one.findings:
        yield _result(one, finding, numbers)
    for finding in one.dismissed:
        yield _result(one, finding, numbers) | {"suppressions": [{"kind": "external", "status": "accepted"}]}


def _result(one: FoundUnit, finding: Finding, numbers: dict[Any, int]) -> dict[str, Any]:
    unit = one.unit
    place: dict[str, Any] = {"artifactLocation": {"uri": uri_of(one.path)}}
    if unit.line:
        place["region"] = {"startLine": unit.line}
    logical = {"name": unit.id, "fullyQualifiedName": f"{one.path}#{unit.id}", "kind": "resource"}
    spans = {"sourceSpan": finding.source_span, "targetSpan": finding.target_span}
    return {
        "ruleId": finding.check,
        "ruleIndex": numbers[finding.check],
        "level": severity_of(finding),
        "message": {"text": f"{finding.reason} (unit {unit.id})"},
        "locations": [{"physicalLocation": place, "logicalLocations": [logical]}],
        "partialFingerprints": {"bitextUnit/v1": key_of(unit, finding.check)},
        "properties": {"source": unit.source, "target": unit.target} | {k: list(v) for k, v in spans.items() if v},
    }


def uri_of(path: str) -> str:
    """A path as a URI: relative ones stay relative, to the root of the project."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(path)
