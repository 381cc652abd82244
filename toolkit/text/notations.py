"""Notations of their own within texts: moves of chess, times of races, verses, years of a life, primes of geometry.

Moves are written as FIDE's Laws of Chess have them (appendix C), with the letters of English and of French.
"""

from __future__ import annotations

_SQUARE = r"[a-h][1-8](?:=?[QRBNDTFC])?"
_ENDING = r"[+#]?[!?]{0,2}"
_PIECE = rf"(?:O-O(?:-O)?|[KQRBNDTFC][a-h]?[1-8]?x?{_SQUARE}|[a-h]x{_SQUARE}){_ENDING}"
_MOVE = rf"(?:{_PIECE}|{_SQUARE}{_ENDING}|0-0(?:-0)?{_ENDING})"
_COUNT = r"\d{1,3}\.(?:\.\.|…)?"
# One move of a pawn alone is none: "1. a4" may be an item of a list.
_CHESS = (
    rf"(?<![\w.,-])(?:{_COUNT} ?)?(?:{_MOVE}(?: (?:{_COUNT} ?)?{_MOVE})+|{_PIECE})"
    r"(?: (?:1-0|0-1|1/2-1/2|½-½))?(?![\w-])"
)
# With hours, minutes and seconds; 4'33" and 1h24'17"812.
_RACE = r"(?<![\w.,])(?<!°)(?<!° )(?:\d{1,2} ?h ?)?\d{1,2}['’′] ?\d{2}(?:[\"″”]|''|’’)\d{0,3}(?!\w)"
_VERSE = r"(?<![\w.])\d{1,3}[a-e](?:[.-]\d{1,3}[a-e]?)+(?![\w-])"
# Born and dead, in books of genealogy.
_LIFE = r"(?<![\w°†‡])[°†‡] ?\d{3,4}(?![\w-])|(?<=\()\* ?\d{3,4}(?![\w-])"
#: All with a digit.
NOTATION = "|".join((_CHESS, _RACE, _VERSE, _LIFE))
#: A point, and an axis between two; elisions ("L' avion") are none.
PRIME = (
    r"(?<![\w'’′])(?:[A-Z][-–])?(?:[ABE-IKO-RU-Z]['′]{1,2}(?![\w'’′])|[A-Z]['′]{1,2}(?=[,;.:)\]/]|$))"
    r"|(?<![\w'’′])[A-Z]?['′]?[-–][A-Z]['′](?![\w'’′])"
    # The derivative of a function.
    r"|(?<![\w'’′])[fghpuvxyFGH]['’′]{1,3}\([\w ,+-]{1,12}\)"
)
#: Signs of a comment, at the beginning of a line of a program or around it.
COMMENT = (
    r"\A\s*(?:[;%]{1,4}|!{1,4}(?!.*\s!!\s))(?=\s+[^\W\d])|(?<!\S)(?:/\*+|\(\*|\{-)(?=\s)|(?<=\s)(?:\*+/|\*\)|-\})(?!\S)"
    # Of Basic and Vim, where no quotation begins.
    r"|\A\s*'(?=\s+[^\W\d])(?!.*\s'|.*'\s*\Z)|\A\s*\"(?=\s+[^\W\d])(?=[^\"]*\Z)"
)
#: Of sets and of quantities: ∀x ∈ ℝ, A ∪ B.
OF_SETS = (
    r"[∀∃∄]\s?[A-Za-zα-ω]\w?(?:\s?[∈∉]\s?[^\W\d_]{1,2})?(?!\w)"
    r"|(?<![\w'’])[A-Za-zα-ω](?:\s?[∈∉⊂⊆∪∩]\s?[^\W\d_]{1,2})++(?!\w)"
)
_MOLECULE = r"(?:\d{1,2} ?)?(?:(?:[A-Z][a-z]?|[()\[\]])[\d₀-₉]{0,3}){1,12}(?:\^?[\d⁰-⁹²³]?[+⁺⁻-](?![\w-]))?"
_MOLECULES = rf"{_MOLECULE}(?: ?\+ ?{_MOLECULE}){{0,5}}"
#: A reaction of chemistry; it has a figure or a sum somewhere, which words in capitals have not.
REACTION = (
    rf"(?<![\w-])(?=[^→⇌⟶⇄>\n]{{0,60}}?[\d₀-₉+][^\n]{{0,40}}?[→⇌⟶⇄>]|[^→⇌⟶⇄>\n]{{1,60}}[→⇌⟶⇄>]+ ?\d){_MOLECULES}"
    rf" ?(?:[→⇌⟶⇄]|[-=]>|<[-=]>) ?{_MOLECULES}(?![\w-])"
    # An ion alone.
    r"|(?<![\w-])(?:[A-Z][a-z]?\d{0,2}){1,4}\^\d?[+-](?![\w-])"
)
#: A call with a text in double quotes: printf("%d", x).
TEXT_CALL = r"(?<![\w.])[A-Za-z_][\w.]{0,60}\((?=[^()\n]{0,200}\")(?:[^()\n\"]|\"[^\"\n]{0,200}\"){1,200}\)"
_OPERAND = r"!?[A-Za-z_][\w.]{0,40}|\d{1,10}"
#: What programs test: ``x < y && !a``.
CONDITION = (
    rf"(?<![\w!])(?:{_OPERAND})(?: ?[<>]=? ?(?:{_OPERAND}))?(?: ?(?:&&|\|\||[=!]==?) ?(?:{_OPERAND})"
    rf"(?: ?[<>]=? ?(?:{_OPERAND}))?){{1,8}}(?!\w)"
)
