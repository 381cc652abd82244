"""Labels and signs whose translation is a matter of usage, which no model guesses from a word or two.

A table a pair of languages, ``data/labels_SOURCE_TARGET.tsv``, says where it comes from.
"""

from __future__ import annotations

import functools
import re
from importlib import resources

from toolkit.languages.lists import keeps_capital
from toolkit.text.typography import fold

# The longest label of a table has fewer characters.
_LONGEST = 60
# Without a capital in headings.
_SMALL = frozenset("a an and at by for from in of on or the to with".split())
# Arrows of buttons that turn pages, boxes, brackets.
_DECORATED = re.compile(r"((?:\[[ xX]\]|[«‹←→›»▶►◀◄✓✔✗☐☑☒+(\[])\s*)?(\w(?:.*\w)?)(\s*[«‹»›→←▶►◀◄+)\]])?")
# Prices without and with taxes.
_TAXES = re.compile(r"(.*\w) (\(?)(HT|TTC|H\.T\.|T\.T\.C\.)(\)?)")
_MARK = re.compile(r"(?:[:：*…!,]|\.{3})$")


@functools.cache
def read_labels(source: str, target: str) -> dict[str, str]:
    """Targets by folded sources in small letters."""
    file = resources.files("toolkit.languages") / "data" / f"labels_{source}_{target}.tsv"
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {fold(row[0]).lower(): row[1] for row in rows}


def translate_label(text: str, source: str, target: str) -> str | None:
    """A label or sign in the case of its source; None when it is not one of the table.

    ``SORTIE DE SECOURS`` becomes ``EMERGENCY EXIT``, ``accueil`` ``home``, ``Prix unitaire :`` ``Unit price:``,
    ``Suivant »`` ``Next »``.

    Args:
        text: a whole segment.
        source, target: primary languages of a pair that has a table.
    """
    if len(text) > _LONGEST:
        return None
    text = text.strip()
    mark = _MARK.search(text)
    end = mark.group() if mark else ""
    folded = fold(text.removesuffix(end).rstrip())
    known = read_labels(source, target)
    # "Mot de passe oublié !" is the label with its mark, "Qui sommes-nous ?" is one itself.
    found = known.get(fold(text).lower()) or known.get(folded.lower())
    if found is None:
        decorated = _DECORATED.fullmatch(text)
        before, inner, behind = decorated.groups("") if decorated else ("", "", "")
        # Between guillemets something is quoted.
        quoted = "«" in before and "»" in behind
        label = translate_label(inner, source, target) if (before or behind) and not quoted else None
        taxed = _TAXES.fullmatch(text.removesuffix(end).rstrip()) if label is None else None
        if taxed and (label := translate_label(taxed[1], source, target)):
            tax = known.get(taxed[3].replace(".", "").lower(), taxed[3])
            return f"{label} {taxed[2]}{tax.upper() if label.isupper() else tax}{taxed[4]}{end}"
        return label and f"{before}{label}{behind}"
    return _cased(found, folded) + ("" if folded.lower() not in known else end)


def _cased(label: str, source: str) -> str:
    if source.isupper() and len(source) > 1:
        return label.upper()
    if source[:1].islower():
        kept = label[:2].isupper() or keeps_capital(label.split(" ")[0].lower())
        return label if kept else label[:1].lower() + label[1:]
    words = source.split(" ")
    if len(words) > 1 and all(word[:1].isupper() for word in words):
        return " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in label.split(" "))
    return label
