"""Words in the formulas of LaTeX."""

from __future__ import annotations

import re

from toolkit.markup.latex_tables import written
from toolkit.markup.model import Page, loose_block

#: Environments of formulas.
FORMULAS = frozenset(
    "equation align gather multline eqnarray displaymath math flalign alignat split array cases".split()
)
# A word raised or lowered is a name: x_{\text{max}}.
_TEXT = re.compile(r"(?<![_^{])(?P<start>\\(?:text|intertext|shortintertext)\{)(?P<text>[^{}\\$]+)(?P<end>\})")
# Short words that are no units.
_WORDS = frozenset("si et ou où sinon pour avec donc car sur par then if and or for with else on by".split())
_SHORTEST = 4


def with_words(page: Page, code: str) -> str:
    """The code of a formula with holes for the words in it.

    Args:
        page: gets their blocks.
        code: of the formula.
    """

    def hole(match: re.Match[str]) -> str:
        core = match["text"].strip()
        apart = core != match["text"] or " " in core
        letters = sum(map(str.isalpha, core))
        if letters < 2 or not (apart or letters >= _SHORTEST or core.lower() in _WORDS) or not _is_plain(core):
            return match.group()
        start = match["text"].index(core)
        made = page.hole(loose_block(core, core, written))
        return match["start"] + match["text"][:start] + made + match["text"][start + len(core) :] + match["end"]

    return _TEXT.sub(hole, code)


def _is_plain(text: str) -> bool:
    """Whether a text has no character that LaTeX writes in another way."""
    return written(text) == text and "~" not in text
