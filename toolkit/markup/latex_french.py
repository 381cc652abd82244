"""What LaTeX has for one language alone: the option of babel, and the commands that only its French knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.languages.tags import primary_language
from toolkit.markup.languages import in_other_language
from toolkit.markup.model import Block, Page

#: Commands of babel's French (babel-french 3) that stand for characters, and the characters.
CHARACTERS = {
    "ier": "er", "iers": "ers", "iere": "re", "ieres": "res", "ieme": "e", "iemes": "es", "no": "n°", "nos": "n°",
    "No": "N°", "Nos": "N°", "primo": "1°", "secundo": "2°", "tertio": "3°", "quarto": "4°", "degres": "°",
}  # fmt: skip
#: Those of them behind which babel puts a blank.
NUMBER_SIGNS = frozenset(["no", "nos", "No", "Nos"])
#: Those that keep the blank behind them, which other commands take.
KEEPS_BLANK = frozenset(["fg", "ier", "iers", "iere", "ieres", "ieme", "iemes", "primo", "secundo", "tertio", "quarto"])
#: Commands whose letters are raised, of babel's French and of LaTeX.
RAISED = frozenset(["up", "fup", "textsuperscript"])
# What makes a document need babel's French, wherever it stands.
_FRENCH = re.compile(
    r"\\(?:og|fg|up|fup|bsc|nombre|degre|frenchbsetup|frenchsetup|NoAutoSpacing|ier|iers|iere|ieres|ieme|iemes"
    r"|nos?|Nos?|primo|secundo|tertio|quarto|degres)(?![a-zA-Z])"
)
_LANGUAGE = re.compile(r"(\\(?:usepackage|documentclass)\s*\[)([^\]]*)(\]\s*\{)")
_MAIN = re.compile(r"(\\(?:setmainlanguage|setdefaultlanguage|selectlanguage)\s*(?:\[[^\[\]]*\])?\s*\{)([a-zA-Z]+)(\})")
_PDF_LANGUAGE = re.compile(r"(\bpdflang\s*=\s*\{?)([a-zA-Z]{2,3}(?:-[a-zA-Z]{2,4})?)\b")
#: Names of languages, as babel has them; the first is written.
BABEL = {
    "fr": ("french", "francais", "frenchb", "acadian", "canadien"),
    "en": ("english", "american", "british", "USenglish", "UKenglish"),
    "de": ("ngerman", "german"),
    "es": ("spanish",),
    "it": ("italian",),
    "pt": ("portuguese", "brazilian"),
    "nl": ("dutch",),
    "pl": ("polish",),
    "ru": ("russian",),
    "uk": ("ukrainian",),
    "cs": ("czech",),
    "ca": ("catalan",),
}


@dataclass(slots=True)
class LatexPage(Page):
    """A document, which says its language in its preamble.

    Attributes:
        languages: of its text and of its translation.
    """

    languages: tuple[str, str] = ("", "")

    def fill(self, blocks: Sequence[Block | None]) -> str:
        """The document with other blocks, and with the other language for babel or polyglossia."""
        return with_language(super(LatexPage, self).fill(blocks), *self.languages)


def with_language(text: str, from_code: str, to_code: str) -> str:
    """A document that says another language; the old one stays as a second one where something of it is left.

    Args:
        text: the document, translated.
        from_code, to_code: languages.
    """
    ours, theirs = (BABEL.get(primary_language(code), ()) for code in (from_code, to_code))
    if not ours or not theirs:
        return text
    names = "|".join(map(re.escape, ours))
    named = re.search(rf"\\(?:foreignlanguage|begin\{{otherlanguage\*?\}})\s*\{{(?:{names})\}}", text)
    needed = bool(named or ("french" in ours and _FRENCH.search(text)))

    def options(match: re.Match[str]) -> str:
        written = match[2].split(",")
        plain = [option.strip() for option in written]
        if set(plain) & set(theirs) or not set(plain) & set(ours):
            return match.group()
        made = [
            # Babel takes the last language for that of the document.
            option.replace(name, f"{name},{theirs[0]}" if needed else theirs[0]) if name in ours else option
            for option, name in zip(written, plain, strict=True)
        ]
        return match[1] + ",".join(made) + match[3]

    def main(match: re.Match[str]) -> str:
        return match[1] + (theirs[0] if match[2] in ours else match[2]) + match[3]

    preamble, begin, body = text.partition(r"\begin{document}")

    def tagged(match: re.Match[str]) -> str:
        return f"{match[1]}{in_other_language(match[2], from_code, to_code) or match[2]}"

    preamble = _PDF_LANGUAGE.sub(tagged, _LANGUAGE.sub(options, preamble))
    return _MAIN.sub(main, preamble + begin + body)
