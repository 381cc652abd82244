"""What the commands of LaTeX hold: text, a word, code; and how characters are written."""

from __future__ import annotations

import re

from toolkit.markup.latex_french import CHARACTERS as FRENCH

#: Text in the last argument, part of its sentence.
INLINE = frozenset(
    "emph textbf textit textsc textsl textsf textrm textup textmd textnormal underline uline uwave enquote textquote "
    "href hyperref textcolor colorbox text mbox alert structure foreignquote only uncover visible invisible bsc sout "
    "xout st hl".split()
)
#: Text that is struck out of its sentence.
STRUCK = frozenset(["sout", "xout", "st"])
#: Text in the last argument and in brackets, a paragraph of its own.
HEADINGS = frozenset(
    "part chapter section subsection subsubsection paragraph subparagraph title subtitle date caption captionof "
    "frametitle framesubtitle multicolumn multirow addchap addsec minisec".split()
)
#: Text in the last argument that stands apart from its sentence.
NOTES = frozenset("footnote footnotetext endnote thanks marginpar marginnote sidenote note todo".split())
#: Words of a sentence that are never translated, with their arguments.
WORDS = frozenset(
    "ref eqref pageref autoref nameref cref Cref vref cite citep citet citealp citeauthor citeyear parencite textcite "
    "footcite url nolinkurl path verb lstinline mintinline texttt gls Gls glspl acs acl ac si SI num qty unit "
    "footnotemark LaTeX TeX ensuremath today S P copyright".split()
)
#: No text, and no place of its own in a paragraph.
POINTS = frozenset(
    "label index glossary hspace noindent indent bf it sl sc tt rm sf em bfseries itshape slshape scshape ttfamily "
    "rmfamily sffamily mdseries upshape normalfont tiny scriptsize footnotesize small normalsize large Large LARGE "
    "huge Huge protect phantomsection nobreak allowbreak strut leavevmode null relax color".split()
)
#: Line breaks.
BREAKS = frozenset(["\\", "newline", "linebreak"])
#: Arguments of commands, for the library: ``*`` a star, ``[`` an option, ``{`` a group.
ARGUMENTS = {
    "href": "{{", "hyperref": "[{", "textcolor": "[{{", "colorbox": "[{{", "color": "[{", "enquote": "*{", "textquote":
    "[[{", "foreignquote": "{{", "text": "{", "mbox": "{", "multicolumn":
    "{{{", "captionof": "{[{", "frametitle": "[{", "framesubtitle": "[{", "multirow": "[{[{{", "addchap": "[{",
    "addsec": "[{", "minisec": "{", "subtitle": "{", "endnote": "{", "sidenote": "[{", "marginnote": "[{",
    "nameref": "*{", "autoref": "*{", "cref": "*{", "Cref": "*{", "vref": "*{", "citet": "*[[{", "citep": "*[[{",
    "citealp": "*[[{",
    "citeauthor": "*{", "citeyear": "*{", "parencite": "*[[{", "textcite": "*[[{", "footcite": "[[{", "gls": "*[{",
    "Gls": "*[{", "glspl": "*[{", "acs": "*{", "acl": "*{", "ac": "*{", "SI": "[{{", "si": "[{", "num": "[{", "qty":
    "[{{", "unit": "[{", "nolinkurl": "{", "path": "{", "ref": "*{", "eqref": "*{", "pageref": "*{", "cite": "*[[{",
    "texttt": "{", "label": "{", "index": "{", "ensuremath": "{", "footnotemark": "[", "up": "{", "fup": "{",
    "textsuperscript": "{",
}  # fmt: skip
ARGUMENTS = {
    **dict.fromkeys(INLINE, "[{"),
    **dict.fromkeys(HEADINGS, "*[{"),
    **dict.fromkeys(NOTES, "[{"),
    **ARGUMENTS,
}
#: Environments that are no text.
OPAQUE = frozenset(
    "equation align gather multline eqnarray displaymath math flalign alignat split array matrix pmatrix bmatrix cases "
    "verbatim Verbatim lstlisting minted tikzpicture pgfpicture pspicture picture filecontents comment algorithm "
    "algorithmic algorithm2e thebibliography tcblisting axis circuitikz forest prooftree".split()
)
#: Environments whose lines are rows of cells.
TABLES = frozenset("tabular tabularx tabulary longtable tabbing supertabular xltabular tblr".split())
#: Commands of a character, as ``\\oe``; of accents the library knows.
CHARACTERS = {
    "%": "%", "&": "&", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}", " ": " ", ",": "\u202f", ";": "\u202f",
    ":": "\u202f", "-": "\u00ad", "ldots": "…", "dots": "…", "textellipsis": "…", "og": "«\u00a0", "fg": "»",
    "guillemotleft": "«", "guillemotright": "»", "textquotedblleft": "“", "textquotedblright": "”", "lq": "‘",
    "rq": "’", "textquoteright": "’", "textquoteleft": "‘", "textendash": "–", "textemdash": "—", "oe": "œ", "OE": "Œ",
    "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ss": "ß", "i": "ı", "j": "ȷ",
    "euro": "€", "texteuro": "€", "pounds": "£", "textdegree": "°", "degre": "°", "nobreakspace": "\u00a0", **FRENCH,
}  # fmt: skip
ACCENTS = frozenset(["'", "`", "^", '"', "~", "=", ".", *"uvHcdbkrt"])
#: Characters that LaTeX writes without a command.
LIGATURES = {"~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "<<": "«", ">>": "»", '"': '"'}
_WRITTEN = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~", "\u202f": r"\,", "\u00ad": r"\-",
    "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "…": r"\ldots{}",
}  # fmt: skip
_TO_WRITE = re.compile("[" + re.escape("".join(_WRITTEN)) + "]")


def written(text: str) -> str:
    """Text as LaTeX writes it."""
    return _TO_WRITE.sub(lambda match: _WRITTEN[match.group()], text)
