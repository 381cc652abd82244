"""The report as one web page: style and script are inside, and a policy forbids it to load anything.

The templates escape all text of documents; the policy names the hashes of our own style and script, so that a browser
would run nothing else even if something slipped through.
"""

from __future__ import annotations

import difflib
import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from toolkit.checks import severity_of
from toolkit.checks.dismissals import key_of
from toolkit.checks.spans import located
from toolkit.reports.charts import bar_chart, box_chart
from toolkit.reports.content import Article, Content, bead_type
from toolkit.reports.templates import policy_hash, source, templates
from toolkit.units import Finding, Origin, TranslationUnit

if TYPE_CHECKING:
    from markupsafe import Markup


_LONGEST_LABEL = 90
_DIGEST = re.compile(r"[0-9a-f]{12}")


@dataclass(slots=True, frozen=True)
class ShownUnit:
    """A unit as the page shows it.

    Attributes:
        unit: itself.
        number: on the page, from 0.
        before: its target in an earlier version; None where that is not known or not compared.
    """

    unit: TranslationUnit
    number: int
    before: str | None = None

    @property
    def name(self) -> str:
        """Its id, or its number from 1 where the id has a digest, which tells nobody anything."""
        return f"unit {self.number + 1:,}" if _DIGEST.search(self.unit.id) else self.unit.id

    @property
    def changed(self) -> bool:
        """Whether the target is another one than before."""
        return self.before is not None and self.before != self.unit.target

    @property
    def alignment(self) -> float | None:
        """Score of the alignment, if there is one."""
        return self.unit.scores.get("alignment")

    @property
    def confidence(self) -> float | None:
        """Mean probability a token, if the model gave one."""
        score = self.unit.scores.get("model")
        return None if score is None else _probability(score)

    @property
    def checks(self) -> list[str]:
        """Checks that found something."""
        return list(dict.fromkeys(finding.check for finding in self.unit.findings))

    def pieces(self, side: str) -> list[tuple[str, str]]:
        """Text of a side in parts: ``fault`` for words that findings are about, ``ins`` and ``del`` for what has
        changed; a sign for no text."""
        text: str = getattr(self.unit, side)
        if side == "target" and self.before is not None and self.changed:
            return _changes(self.before, text)
        if not text.strip():
            return [("∅", "")]
        pieces, position = [], 0
        for start, end in self.faults(side):
            if start >= position:
                pieces += [(text[position:start], ""), (text[start:end], "fault")]
                position = end
        return [piece for piece in (*pieces, (text[position:], "")) if piece[0]]

    def faults(self, side: str) -> list[tuple[int, int]]:
        """Places of the words on a side that findings are about; a place between words cannot be shown."""
        spans = (getattr(located(self.unit, f), f"{side}_span") for f in self.unit.findings)
        return sorted({span for span in spans if span and span[0] < span[1]})

    def keyed(self) -> list[tuple[Finding, str]]:
        """Findings, each with the digest by which it is dismissed."""
        return [(finding, key_of(self.unit, finding.check)) for finding in self.unit.findings]

    def classes(self, side: str) -> str:
        """Classes of the style."""
        kinds = (
            ("found", bool(self.unit.findings)),
            ("whole", bool(self.unit.findings) and not self.faults("source") and not self.faults("target")),
            ("changed", self.changed),
            ("human", self.unit.origin is Origin.HUMAN),
            ("null", not getattr(self.unit, side).strip()),
        )
        return " ".join(["u", *(name for name, holds in kinds if holds)])

    def facts(self) -> list[str]:
        """What is known of the unit."""
        facts = [self.name]
        if (bead := bead_type(self.unit)) != "1-1":
            facts.append(f"{bead} sentences")
        if self.alignment is not None:
            facts.append(f"alignment {self.alignment:.2f}")
        if self.confidence is not None:
            facts.append(f"confidence {self.confidence:.2f}")
        if self.unit.origin is Origin.HUMAN:
            facts.append("human")
        return facts


@dataclass(slots=True, frozen=True)
class ShownParagraph:
    """Units that stand side by side.

    Attributes:
        kind: word for the style.
        source_language, target_language: codes.
        units: at least one.
    """

    kind: str
    source_language: str
    target_language: str
    units: list[ShownUnit]


_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


def _changes(old: str, new: str) -> list[tuple[str, str]]:
    """Two texts as one, word by word."""
    sides = _WORDS.findall(old), _WORDS.findall(new)
    parts: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, *sides, autojunk=False).get_opcodes():
        gone, come = "".join(sides[0][a:b]), "".join(sides[1][c:d])
        parts += [(come, "")] if kind == "equal" else [(gone, "del"), (come, "ins")]
    return [part for part in parts if part[0]]


def render_page(content: Content) -> str:
    """The whole page."""
    from markupsafe import Markup

    style, script = source("report.css"), source("report.js")
    units = content.units
    rated, aligned = (any(score in unit.scores for unit in units) for score in ("model", "alignment"))
    return (
        templates()
        .get_template("report.html.jinja")
        .render(
            policy=(
                f"default-src 'none'; style-src 'sha256-{policy_hash(style)}'; "
                f"script-src 'sha256-{policy_hash(script)}'; base-uri 'none'; form-action 'none'"
            ),
            # Our own; and the hash is of these very characters.
            style=Markup(style),
            script=Markup(script),
            content=content,
            units=units,
            found=sum(bool(u.findings) for u in units),
            changed=sum(u.target != content.before.get(u.id, u.target) for u in units),
            mixed=len({u.origin for u in units}) > 1,
            summary=_summary(content),
            label=_label,
            labels=[_label(article) for article in content.articles],
            severity=severity_of,
            findings=content.findings(),
            rated=rated,
            aligned=aligned,
            rows=[_row(article) for article in content.articles],
            charts=_charts(content, rated, aligned),
            titled=[(article, check) for article in content.articles for check in article.titles],
            shown=_shown(content),
            facts=[(name, value) for name, value in [("signature", content.signature), *content.provenance] if value],
        )
    )


def _summary(content: Content) -> str:
    """What the corpus is, in a line."""
    units = content.units
    found, human = sum(bool(u.findings) for u in units), sum(u.origin is Origin.HUMAN for u in units)
    pairs = dict.fromkeys("–".join(filter(None, u.languages)) for u in units)
    parts = [_counted(len(units), "translation unit"), ", ".join(filter(None, pairs))]
    parts.append(f"{found} with findings" if found else "no findings")
    if 0 < human < len(units):
        parts.append(f"{human} of human origin")
    return " · ".join(filter(None, parts))


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _label(article: Article) -> str:
    """The title of an article, or else its id, or for a digest the beginning of its text."""
    title = next((u.source.strip() for u in article.units if u.kind == "title"), "")
    if not title:
        title = article.id if not _DIGEST.search(article.id) else article.units[0].source.strip() or article.id
    return title if len(title) <= _LONGEST_LABEL else title[: _LONGEST_LABEL - 1].rstrip() + "…"


def _row(article: Article) -> dict[str, object]:
    """An article's row in the table."""
    alignment, confidence = article.scores("alignment"), _confidences(article)
    return {
        "id": article.id,
        "units": f"{len(article.units):,}",
        "found": f"{sum(bool(u.findings) for u in article.units):,}",
        "alignment": f"{alignment[0]:.2f}" if alignment else "–",
        "confidence": f"{median(confidence):.2f}" if confidence else "–",
    }


def _charts(content: Content, rated: bool, aligned: bool) -> list[Markup]:
    charts: list[Markup | None] = []
    if rated:
        title = "Confidence of the model, mean probability a token (range, middle half, median)"
        charts.append(box_chart(title, [(_label(a), _confidences(a)) for a in content.articles], 0, 1, "c1"))
    if aligned:
        title = "Alignment: probability that a pair is right (range, middle half, median)"
        charts.append(box_chart(title, [(_label(a), a.scores("alignment")) for a in content.articles], 0, 1, "c2"))
    beads = sorted(Counter(map(bead_type, content.units)).items(), key=lambda item: (-item[1], item[0]))
    # Where all sentences stand one beside one there is nothing to compare.
    if [name for name, _ in beads] != ["1-1"]:
        charts.append(bar_chart("Sentences side by side, source-target", beads, "c3"))
    charts.append(bar_chart("Findings by check", list(content.findings().items()), "c4", True))
    return [chart for chart in charts if chart]


def _confidences(article: Article) -> list[float]:
    return [_probability(value) for value in article.scores("model")]


def _probability(score: float) -> float:
    return math.exp(min(0.0, score))


def _shown(content: Content) -> list[list[ShownParagraph]]:
    """Paragraphs by article, their units numbered through."""
    numbers = count()
    return [
        [
            ShownParagraph(
                "".join(c if c.isalnum() else "-" for c in units[0].kind),
                units[0].source_language,
                units[0].target_language,
                [ShownUnit(unit, next(numbers), content.before.get(unit.id)) for unit in units],
            )
            for units in article.paragraphs()
        ]
        for article in content.articles
    ]
