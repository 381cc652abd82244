"""The report as one web page: style and script are inside, and a policy forbids it to load anything.

All text of documents goes through :func:`html.escape`; the policy names the hashes of our own script and style, so that
a browser would run nothing else even if something slipped through.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Iterator
from html import escape
from importlib import resources
from statistics import median

from toolkit.reports.charts import bar_chart, box_chart
from toolkit.reports.content import Article, Content, bead_type
from toolkit.units import Origin, TranslationUnit


def render_page(content: Content) -> str:
    """The whole page."""
    style, script = (_data(name) for name in ("report.css", "report.js"))
    policy = (
        f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    body = "\n".join(_body(content))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(content.name)}: bilingual corpus report</title>\n"
        f"<style>{style}</style>\n</head>\n<body>\n{body}\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _data(name: str) -> str:
    return resources.files("toolkit.reports").joinpath("data", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _body(content: Content) -> Iterator[str]:
    units = content.units
    found = sum(bool(u.findings) for u in units)
    yield '<a class="skip" href="#articles">Skip to the articles</a>'
    yield f"<header><h1>{escape(content.name)}</h1>"
    yield (
        f"<p>{len(units)} translation units of {len(content.articles)} articles; {found} units with findings; "
        f"{sum(u.origin is Origin.HUMAN for u in units)} of human origin.</p></header>"
    )
    yield '<nav aria-label="Articles"><h2>Articles</h2><ul>'
    for number, article in enumerate(content.articles):
        yield f'<li><a href="#a{number}">{escape(article.id)}</a></li>'
    yield "</ul></nav><main>"
    yield from _overview(content)
    yield from _titles(content)
    yield from _filters(content)
    yield '<div id="articles">'
    number = 0
    for place, article in enumerate(content.articles):
        yield from _article(article, place, number)
        number += len(article.units)
    yield "</div></main>"
    facts = [(name, value) for name, value in [("signature", content.signature), *content.provenance] if value]
    if facts:
        yield '<footer><h2>Provenance</h2><dl class="provenance">'
        yield from (f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts)
        yield "</dl></footer>"


def _overview(content: Content) -> Iterator[str]:
    yield '<section aria-labelledby="overview"><h2 id="overview">Overview</h2>'
    aligned, rated = (_has(content, name) for name in ("alignment", "model"))
    yield '<div class="wide"><table><thead><tr><th scope="col">article</th><th scope="col">units</th>'
    yield '<th scope="col">with findings</th>'
    yield '<th scope="col">lowest alignment</th>' * aligned + '<th scope="col">median confidence</th>' * rated
    yield "</tr></thead><tbody>"
    for number, article in enumerate(content.articles):
        alignment, confidence = article.scores("alignment"), _confidences(article)
        yield (
            f'<tr><th scope="row"><a href="#a{number}">{escape(article.id)}</a></th><td>{len(article.units)}</td>'
            f"<td>{sum(bool(u.findings) for u in article.units)}</td>"
            + f"<td>{f'{alignment[0]:.2f}' if alignment else '–'}</td>" * aligned
            + f"<td>{f'{median(confidence):.2f}' if confidence else '–'}</td>" * rated
            + "</tr>"
        )
    yield "</tbody></table></div>"
    if rated:
        title = "Confidence of the model, mean probability a token (range, middle half, median)"
        yield box_chart(title, [(a.id, _confidences(a)) for a in content.articles], 0, 1, "c1")
    if aligned:
        title = "Alignment: probability that a bead is right (range, middle half, median)"
        yield box_chart(title, [(a.id, a.scores("alignment")) for a in content.articles], 0, 1, "c2")
    beads: dict[str, int] = {}
    for unit in content.units:
        beads[bead_type(unit)] = beads.get(bead_type(unit), 0) + 1
    ordered = sorted(beads.items(), key=lambda item: (-item[1], item[0]))
    yield bar_chart("Bead types, source-target sentences", ordered, "c3")
    if content.findings():
        yield bar_chart("Findings by check", list(content.findings().items()), "c4")
    yield "</section>"


def _has(content: Content, score: str) -> bool:
    return any(score in unit.scores for unit in content.units)


def _confidences(article: Article) -> list[float]:
    return [math.exp(min(0.0, value)) for value in article.scores("model")]


def _titles(content: Content) -> Iterator[str]:
    checked = [(a, record) for a in content.articles for record in a.titles]
    if not checked:
        return
    yield '<section aria-labelledby="titles"><h2 id="titles">Human titles against the machine</h2>'
    for article, record in checked:
        unit = article.units[0]
        languages = {"source": unit.source_language, "hypothesis": unit.target_language}
        yield f'<article class="title"><h3>{escape(article.id)}: {escape(record.verdict)}</h3><dl>'
        for side in ("source", "hypothesis", "reference"):
            language = escape(languages.get(side, unit.target_language))
            yield f'<dt>{side}</dt><dd lang="{language}">{escape(getattr(record, side))}</dd>'
        figures = ", ".join(f"{s.metric} {s.score:.1f}" for s in record.scores)
        yield f"<dt>scores</dt><dd>{escape(figures)}</dd>"
        for name, key in (("verdict", "verdict_reason"), ("found by", "found_by"), ("note", "note")):
            if getattr(record, key):
                yield f"<dt>{name}</dt><dd>{escape(getattr(record, key))}</dd>"
        yield "</dl><details><summary>Signatures</summary><ul>"
        for score in record.scores:
            yield f"<li><code>{escape(score.metric)}: {escape(score.signature)}</code></li>"
        yield "</ul></details></article>"
    yield "</section>"


def _filters(content: Content) -> Iterator[str]:
    yield '<section class="filters" aria-labelledby="filters"><h2 id="filters">Filter</h2><form id="filter">'
    if content.findings():
        yield '<label>Finding <select id="by-finding"><option value="">all units</option>'
        yield '<option value="*">any finding</option>'
        for check, count in content.findings().items():
            yield f'<option value="{escape(check)}">{escape(check)} ({count})</option>'
        yield "</select></label>"
    # Nothing to choose by what no unit has.
    for score, identity in (("alignment", "by-alignment"), ("model", "by-confidence")):
        if _has(content, score):
            label = "Alignment at most" if score == "alignment" else "Confidence at most"
            yield (
                f'<label>{label} <input type="range" id="{identity}" min="0" max="1" step="0.01" value="1">'
                f' <output for="{identity}">1.00</output></label>'
            )
    yield '<label>Text <input type="search" id="by-text" autocomplete="off"></label>'
    yield '<button type="reset">Show all</button></form>'
    yield f'<p id="shown" role="status" aria-live="polite">{len(content.units)} of {len(content.units)} units shown</p>'
    yield (
        '<p class="hint">Point at a sentence, or go to the text with Tab and move with the arrow keys: its counterpart '
        "lights up. Enter or a click keeps it lit; Escape lets go.</p></section>"
    )


def _article(article: Article, place: int, first: int) -> Iterator[str]:
    yield f'<section class="article" aria-labelledby="a{place}"><h2 id="a{place}">{escape(article.id)}</h2>'
    number = first
    for paragraph in article.paragraphs():
        kind = escape(paragraph[0].kind)
        yield f'<div class="paragraph kind-{_word(kind)}">'
        for side in ("source", "target"):
            language = escape(getattr(paragraph[0], f"{side}_language"))
            yield f'<p class="side {side}" lang="{language}">'
            yield " ".join(_span(unit, side, number + n, number + n == 0) for n, unit in enumerate(paragraph))
            yield "</p>"
        notes = [(number + n, unit) for n, unit in enumerate(paragraph) if unit.findings]
        if notes:
            yield '<ul class="notes">'
            for n, unit in notes:
                for finding in unit.findings:
                    yield (
                        f'<li data-note="{n}"><a href="#s{n}">{escape(unit.id)}</a> <b>{escape(finding.check)}</b> '
                        f"{escape(finding.reason)}</li>"
                    )
            yield "</ul>"
        yield "</div>"
        number += len(paragraph)
    yield "</section>"


def _word(text: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in text)


def _span(unit: TranslationUnit, side: str, number: int, first: bool) -> str:
    text = getattr(unit, side)
    letter, other = ("s", "t") if side == "source" else ("t", "s")
    facts = [unit.id, f"bead {bead_type(unit)}"]
    data = ""
    if "alignment" in unit.scores:
        facts.append(f"alignment {unit.scores['alignment']:.2f}")
        data += f' data-alignment="{unit.scores["alignment"]:.4f}"'
    if "model" in unit.scores:
        confidence = math.exp(min(0.0, unit.scores["model"]))
        facts.append(f"confidence {confidence:.2f}")
        data += f' data-confidence="{confidence:.4f}"'
    if unit.origin is Origin.HUMAN:
        facts.append("human")
    checks = " ".join(dict.fromkeys(f.check for f in unit.findings))
    if checks:
        facts.append("findings: " + ", ".join(checks.split()))
    classes = "u" + (" found" if checks else "") + (" human" if unit.origin is Origin.HUMAN else "")
    if not text.strip():
        classes += " null"
        text = "∅"
    tab = 0 if first and side == "source" else -1
    return (
        f'<span class="{classes}" id="{letter}{number}" data-u="{number}" data-found="{escape(checks)}"{data} '
        f'role="button" aria-pressed="false" tabindex="{tab}" aria-controls="{other}{number}" '
        f'title="{escape(" · ".join(facts))}">{escape(text)}</span>'
    )
