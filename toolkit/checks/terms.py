"""Terms of a glossary whose translation the target does not have, or has in a form that is forbidden.

Source and target are searched for plurals too, by their endings; of a term with several translations any will do. What
has another form for other reasons (a verb's, a translation by a pronoun) is flagged for nothing, so a finding is a
reason to look, not a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.terms import Term, TermFinder
from toolkit.text.typography import fold
from toolkit.units import TranslationUnit, primary_language


class TermCheck:
    """The check ``terms``.

    Args:
        terms: of a glossary.
        languages: of the glossary; units that say they are in others are passed over. None for units of any.
    """

    def __init__(self, terms: Iterable[Term], languages: tuple[str, str] | None = None) -> None:
        self._languages = languages and (primary_language(languages[0]), primary_language(languages[1]))
        self._terms = {fold(term.source): term for term in terms}
        self._finder = TermFinder(self._terms, inflected=True)
        self._targets: dict[str, TermFinder] = {}

    def __call__(self, unit: TranslationUnit) -> Iterator[str]:
        if not self._terms:
            return
        if self._languages and all(unit.languages) and unit.languages != self._languages:
            return
        sources = dict.fromkeys(term for _, _, term in self._finder.find(fold(unit.source)))
        if not sources:
            return
        target = fold(unit.target)
        for source in sources:
            term = self._terms[source]
            wanted = " or ".join(f"'{t}'" for t in term.targets)
            if term.targets and not any(self._has(target, t) for t in term.targets):
                yield f"the term '{term.source}' of the source should be {wanted} in the target"
            for word in term.forbidden:
                if self._has(target, word):
                    yield f"'{word}' is not to be used for '{term.source}'" + (
                        f"; it should be {wanted}" if wanted else ""
                    )

    def _has(self, text: str, target: str) -> bool:
        finder = self._targets.get(target)
        if finder is None:
            finder = self._targets[target] = TermFinder([fold(target)], inflected=True)
        return any(True for _ in finder.find(text))
