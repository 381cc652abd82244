"""Write the tables of docs/models.md from the catalogue of models.

python bench/models_page.py            # rewrites what stands between the marks of the page
"""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.packages.catalogue import CatalogueModel, catalogue, search_models

PAGE = Path(__file__).resolve().parent.parent / "docs" / "models.md"
#: Pairs with English that the table of scores shows.
LANGUAGES = ("fr", "de", "es", "it", "pt")


def sources() -> str:
    """A row for each source: how many models, size, licence, digests."""
    rows = ["| source | models | size of one | licence | SHA-256 published | facts of |", "|---|---|---|---|---|---|"]
    by_title: dict[str, list[CatalogueModel]] = {}
    for model in catalogue().values():
        by_title.setdefault(model.source.title, []).append(model)
    for title, models in by_title.items():
        source = models[0].source
        sizes = sorted(m.size for m in models if m.size is not None)
        size = "not published" if not sizes else f"{megabytes(sizes[0])} to {megabytes(sizes[-1])}"
        size = megabytes(sizes[0]) if sizes and megabytes(sizes[0]) == megabytes(sizes[-1]) else size
        digests = sum(bool(file.sha256) for m in models for file in m.files)
        files = sum(len(m.files) for m in models)
        checked = "yes" if digests == files else f"{digests} of {files} files" if digests else "no"
        rows.append(
            f"| [{title}]({source.homepage}) | {len(models)} | {size} | {source.licence} | {checked} | {source.as_of} |"
        )
    return "\n".join(rows)


def scores() -> str:
    """A row for each model of the larger pairs with English, the best score first."""
    rows = ["| pair | model | size | licence | BLEU |", "|---|---|---|---|---|"]
    for pair in [p for code in LANGUAGES for p in ((code, "en"), ("en", code))]:
        for model in search_models(*pair):
            if (model.from_code, model.to_code) != pair:
                continue
            size = "not published" if model.size is None else megabytes(model.size)
            score = "**broken**" if model.broken else "" if model.score is None else f"{model.score:.1f}"
            rows.append(f"| {pair[0]} → {pair[1]} | `{model.name}` | {size} | {model.source.licence} | {score} |")
    return "\n".join(rows)


def megabytes(size: int) -> str:
    """Bytes in round megabytes."""
    return f"{size / 1e6:,.0f} MB"


def rewritten(text: str) -> str:
    """A page with new tables between its marks."""
    for name, table in (("sources", sources()), ("scores", scores())):
        block = rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)"
        text, count = re.subn(block, lambda m, table=table: m[1] + table + m[2], text, flags=re.DOTALL)
        if count != 1:
            raise SystemExit(f"{PAGE}: no marks <!-- {name} --> and <!-- /{name} -->")
    return text


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
