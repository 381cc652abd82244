"""Results for other eyes: JUnit XML for build servers, GitHub-flavoured Markdown for pull requests."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from toolkit.corpora.title_checks import TitleChecks
from toolkit.evaluation.comparison import Comparison
from toolkit.evaluation.gate import GateCheck
from toolkit.wording import counted


def junit(checks: Sequence[GateCheck]) -> str:
    """JUnit XML, a test case for each check of the gate; without any, one that holds that the evaluation ran."""
    cases = list(checks) or [GateCheck("evaluation ran", True, "no gate was asked for")]
    failed = sum(not c.passed for c in cases)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites tests="{len(cases)}" failures="{failed}">')
    lines.append(f'<testsuite name="bitext evaluate" tests="{len(cases)}" failures="{failed}" errors="0">')
    for case in cases:
        opening = f"<testcase classname={quoteattr('bitext.evaluate')} name={_attribute(case.name)}"
        if case.passed:
            lines.append(f"{opening}/>")
        else:
            lines.append(f"{opening}><failure message={_attribute(case.reason)}/></testcase>")
    lines += ["</testsuite>", "</testsuites>"]
    return "\n".join(lines) + "\n"


def _attribute(text: str) -> str:
    from toolkit.formats.xml_text import clean_xml_text

    return quoteattr(clean_xml_text(text))


def markdown(comparison: Comparison | None, titles: TitleChecks | None, checks: Sequence[GateCheck]) -> str:
    """A summary with tables; texts of documents cannot break out of their cells."""
    parts = ["## Translation evaluation", ""]
    if checks:
        failed = [c for c in checks if not c.passed]
        parts += [
            f"**Gate: {'failed' if failed else 'passed'}** ({len(checks) - len(failed)} of {len(checks)} checks)",
            "",
        ]
        parts += [f"- {'❌' if not c.passed else '✅'} {_cell(c.name)}: {_cell(c.reason)}" for c in checks] + [""]
    if comparison is not None:
        metrics = list(comparison.systems[0].metrics)
        parts += ["| system | " + " | ".join(metrics) + " |", "|---|" + "---|" * len(metrics)]
        for system in comparison.systems:
            cells = []
            for name in metrics:
                figure = system.metrics[name]
                cell = f"{figure.score:.1f}"
                if figure.low is not None:
                    cell += f" [{figure.low:.1f}, {figure.high:.1f}]"
                if figure.p_value is not None:
                    cell += f" p={figure.p_value:.3f}"
                cells.append(cell)
            parts.append(f"| {_cell(system.name)} | " + " | ".join(cells) + " |")
        intervals = (
            "; 95 % bootstrap intervals in brackets"
            if comparison.systems[0].metrics[metrics[0]].low is not None
            else ""
        )
        parts += ["", f"{counted(len(comparison.testset.references[0]), 'segment')}{intervals}.", ""]
        for system in comparison.systems:
            parts += [f"- ⚠️ {_cell(system.name)}: {_cell(d.message)}" for d in system.doubts]
        parts += [f"- `{m}`: `{f.signature}`" for m, f in comparison.systems[0].metrics.items()] + [""]
    for document, found in (titles or {}).items():
        for check in found:
            figures = ", ".join(f"{s.metric} {s.score:.1f}" for s in check.scores)
            parts += [
                f"### {_cell(document)}: {check.verdict}",
                "",
                "| | |",
                "|---|---|",
                *(f"| {side} | {_cell(getattr(check, side))} |" for side in ("source", "hypothesis", "reference")),
                f"| scores | {figures} |",
                f"| why | {_cell(check.verdict_reason)} |",
                "",
            ]
    return "\n".join(parts)


def _cell(text: str) -> str:
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, "\\" + mark)
    return " ".join(text.split())
