"""The report as one web page: style and script are inside, and a policy forbids it to load anything.

The templates escape all text of documents; the policy names the hashes of our own style and script, so that a browser
would run nothing else even if something slipped through.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from toolkit.reports.charts import bar_chart, box_chart
from toolkit.reports.content import Article, Content, bead_type
from toolkit.reports.templates import policy_hash, source, templates
from toolkit.units import Origin, TranslationUnit

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(slots=True, frozen=True)
class ShownUnit:
    """A unit as the page shows it.

    Attributes:
        unit: itself.
        number: on the page, from 0.
    """

    unit: TranslationUnit
    number: int

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

    def text(self, side: str) -> str:
        """Text of a side; a sign for none."""
        text: str = getattr(self.unit, side)
        return text if text.strip() else "∅"

    def classes(self, side: str) -> str:
        """Classes of the style."""
        kinds = (
            ("found", bool(self.unit.findings)),
            ("human", self.unit.origin is Origin.HUMAN),
            ("null", not getattr(self.unit, side).strip()),
        )
        return " ".join(["u", *(name for name, holds in kinds if holds)])

    def facts(self) -> list[str]:
        """What is known of the unit."""
        facts = [self.unit.id, f"bead {bead_type(self.unit)}"]
        if self.alignment is not None:
            facts.append(f"alignment {self.alignment:.2f}")
        if self.confidence is not None:
            facts.append(f"confidence {self.confidence:.2f}")
        if self.unit.origin is Origin.HUMAN:
            facts.append("human")
        if self.checks:
            facts.append("findings: " + ", ".join(self.checks))
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
            human=sum(u.origin is Origin.HUMAN for u in units),
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


def _row(article: Article) -> dict[str, object]:
    """An article's row in the table."""
    alignment, confidence = article.scores("alignment"), _confidences(article)
    return {
        "id": article.id,
        "units": len(article.units),
        "found": sum(bool(u.findings) for u in article.units),
        "alignment": f"{alignment[0]:.2f}" if alignment else "–",
        "confidence": f"{median(confidence):.2f}" if confidence else "–",
    }


def _charts(content: Content, rated: bool, aligned: bool) -> list[Markup]:
    charts: list[Markup | None] = []
    if rated:
        title = "Confidence of the model, mean probability a token (range, middle half, median)"
        charts.append(box_chart(title, [(a.id, _confidences(a)) for a in content.articles], 0, 1, "c1"))
    if aligned:
        title = "Alignment: probability that a bead is right (range, middle half, median)"
        charts.append(box_chart(title, [(a.id, a.scores("alignment")) for a in content.articles], 0, 1, "c2"))
    beads = sorted(Counter(map(bead_type, content.units)).items(), key=lambda item: (-item[1], item[0]))
    charts.append(bar_chart("Bead types, source-target sentences", beads, "c3"))
    charts.append(bar_chart("Findings by check", list(content.findings().items()), "c4"))
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
                [ShownUnit(unit, next(numbers)) for unit in units],
            )
            for units in article.paragraphs()
        ]
        for article in content.articles
    ]
