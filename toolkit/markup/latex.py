"""LaTeX (``.tex``), read by pylatexenc (extra ``[latex]``): paragraphs, headings, captions, notes, items and cells.

The library finds commands and their arguments; it never writes. What is not known to be text stays as it is: the
preamble but for the title, formulas, code, pictures, references, and commands of the author's own with what they take.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from toolkit.errors import InputError, MissingExtraError
from toolkit.markup.inline import Item, Kind, add_items, compose, source
from toolkit.markup.latex_beamer import TITLES, titles_of
from toolkit.markup.latex_french import KEEPS_BLANK, NUMBER_SIGNS, RAISED, LatexPage
from toolkit.markup.latex_math import FORMULAS, with_words
from toolkit.markup.latex_shadow import shadow_of
from toolkit.markup.latex_tables import (
    ACCENTS,
    ARGUMENTS,
    BREAKS,
    CHARACTERS,
    HEADINGS,
    INLINE,
    LIGATURES,
    NOTES,
    OPAQUE,
    POINTS,
    STRUCK,
    TABLES,
    WORDS,
    written,
)
from toolkit.markup.model import Block, BlockBuilder, Page, loose_block
from toolkit.markup.raised import ENDINGS

_PARAGRAPH = re.compile(r"[ \t]*\n[ \t]*\n\s*")
# In braces, and without commands.
_PROPERTY = re.compile(r"(?P<key>\bpdf(?:title|subject)\s*=\s*\{)(?P<text>[^{}\\$]*)\}")
_HOLE = re.compile("\0([0-9]+)\0")
_OPTION = re.compile(r"\[[^\[\]]*\]")
_LETTER = re.compile(r"\{\s*\\")
_BARE = re.compile(r"(\\[a-zA-Z]+)(\s*)\Z")


def parse(text: str, from_code: str, to_code: str) -> Page:
    """Read a document, or a part of one without a preamble.

    The option of babel, or of the class, that names the language is set to the other one.

    Args:
        text: the code.
        from_code, to_code: languages.

    Raises:
        InputError: braces or environments do not match; with the line.
        MissingExtraError: pylatexenc is not installed.

    Example:
        >>> page = parse("Il fait \\\\emph{beau}~: $x^2$.\\n", "fr", "en")
        >>> [block.text for block in page.blocks]
        ['Il fait beau\\xa0: {0}.']
    """
    try:
        from pylatexenc.latexwalker import LatexWalker, LatexWalkerParseError, get_default_latex_context_db
        from pylatexenc.macrospec import std_macro
    except ImportError:
        raise MissingExtraError("LaTeX files need pylatexenc: pip install 'bitext-toolkit[latex]'") from None
    try:
        context = get_default_latex_context_db()
        macros = [std_macro(name, specification) for name, specification in ARGUMENTS.items()]
        context.add_context_category("bitext", macros=macros, prepend=True)
        shadow = shadow_of(text)
        nodes, _, _ = LatexWalker(shadow, context, tolerant_parsing=False).get_latex_nodes(pos=0)
    except LatexWalkerParseError as error:
        line = getattr(error, "lineno", None) or text.count("\n", 0, getattr(error, "pos", 0) or 0) + 1
        raise InputError(f"line {line}: not LaTeX ({str(error.msg).splitlines()[0].rstrip('.')})") from None
    except RecursionError:
        raise InputError("nested too deep for any document") from None
    page = LatexPage(languages=(from_code, to_code))
    reader = _Reader(text, shadow, page)
    body = next((n for n in nodes if _is(n, "LatexEnvironmentNode") and n.environmentname == "document"), None)
    if body is None:
        page.parts += reader.parts(nodes, 0, len(text))
        return page
    page.parts += reader.titles(nodes, body.pos)
    page.parts += reader.parts([body], body.pos, body.pos + body.len)
    page.parts.append(text[body.pos + body.len :])
    return page


def _is(node: Any, name: str) -> bool:
    return type(node).__name__ == name


@functools.cache
def _converter() -> Any:
    """Reads accents; it takes long to make."""
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text()


def _block(items: Sequence[Item]) -> Block:
    builder = BlockBuilder()
    add_items(builder, items)
    block = builder.block(source(items), written)
    # A command takes the blank behind it, and the letters, where a translation has some there.
    end = len(block.text)
    block.marks = [
        replace(m, opening=_BARE.sub(r"\1{}\2" if m.end == end else r"\1{}", m.opening)) if m.fixed else m
        for m in block.marks
    ]
    return block


class _Reader:
    """Makes items of the nodes of a document.

    Args:
        text: the code.
        shadow: the same, as the library reads it.
        page: gets blocks that stand inside of others.
    """

    def __init__(self, text: str, shadow: str, page: Page) -> None:
        self._text, self._shadow, self._page = text, shadow, page

    def titles(self, nodes: Sequence[Any], end: int) -> Iterator[str | Block]:
        """The preamble: code, and the title."""
        position = 0
        for node in nodes:
            if node.pos < end and _is(node, "LatexMacroNode") and node.macroname in TITLES:
                yield self._with_properties(self._text[position : node.pos])
                yield from self.parts([node], node.pos, node.pos + node.len)
                position = node.pos + node.len
        yield self._with_properties(self._text[position:end])

    def _with_properties(self, code: str) -> str:
        """Code with holes for the title and the subject that a PDF of the document has (hyperref)."""

        def hole(match: re.Match[str]) -> str:
            block = Block(" ".join(match["text"].split()), [], match["text"], written, attribute=True)
            return match["key"] + self._page.hole(block) + "}" if block.has_words() else match.group()

        return _PROPERTY.sub(hole, code)

    def parts(self, nodes: Sequence[Any], start: int, end: int) -> list[str | Block]:
        """Nodes as blocks and the code between them.

        Raises:
            InputError: written again, they would not be the same code.
        """
        parts: list[str | Block] = []
        run: list[Item] = []
        for item in [*self._items(nodes), Item(Kind.CUT, "")]:
            if item.kind is Kind.CUT:
                parts += [*self._composed(run), item.code]
                run = []
            else:
                run.append(item)
        whole = "".join(part if isinstance(part, str) else part.code for part in parts)
        if self._filled(whole) != self._text[start:end]:
            line = self._text.count("\n", 0, start) + 1
            raise InputError(f"line {line}: this LaTeX cannot be read without loss; please report it")
        return parts

    def _composed(self, items: list[Item]) -> list[str | Block]:
        """Items of a paragraph; if words cannot go with their markup, what is marked stays as it is."""
        code = source(items)
        fixed = [Item(Kind.FIXED, source([i])) if i.kind is Kind.SPAN else i for i in items]
        for tried in (items, fixed):
            parts = compose([replace(item) for item in tried], lambda text, style: written(text), _block)
            if "".join(part if isinstance(part, str) else part.code for part in parts) == code:
                return parts
        return [code]

    def _filled(self, code: str) -> str:
        """Code with what stands inside of it, as it is written."""
        return _HOLE.sub(lambda match: self._filled(self._page.inner[int(match[1])].code), code)

    def _items(self, nodes: Sequence[Any], table: bool = False, position: int = 0) -> list[Item]:
        """Items of nodes, from a place on."""
        items: list[Item] = []
        for number, node in enumerate(nodes):
            if node is None:
                continue
            end = node.pos + node.len
            if node.pos < position:
                # A command of the author's own has taken it, or the beginning of a text.
                if end > position and _is(node, "LatexCharsNode"):
                    items += _characters(self._text[position:end])
                    position = end
                continue
            if _is(node, "LatexMacroNode") and self._is_unknown(node):
                end = self._with_arguments(nodes[number + 1 :], end)
            elif self._text.startswith("{}", end) and _is(node, "LatexMacroNode"):
                end += 2
            items += self._item(node, end, table)
            position = end
        return items

    def _is_unknown(self, node: Any) -> bool:
        known = INLINE | HEADINGS | NOTES | POINTS | BREAKS | ACCENTS | CHARACTERS.keys() | RAISED | {"item", "par"}
        return node.macroname not in known

    def _with_arguments(self, following: Sequence[Any], end: int) -> int:
        """Where a command ends, with the brackets and braces right behind it."""
        groups = {node.pos: node.len for node in following if node is not None and _is(node, "LatexGroupNode")}
        while True:
            if option := _OPTION.match(self._shadow, end):
                end = option.end()
            elif end in groups:
                end += groups[end]
            else:
                return end

    def _item(self, node: Any, end: int, table: bool) -> list[Item]:
        code = self._text[node.pos : end]
        if _is(node, "LatexCharsNode"):
            return list(_characters(code))
        if _is(node, "LatexCommentNode"):
            return [Item(Kind.POINT, code)]
        if _is(node, "LatexMathNode"):
            return [Item(Kind.FIXED if node.displaytype == "inline" else Kind.CUT, with_words(self._page, code))]
        if _is(node, "LatexGroupNode"):
            return self._span(code, node, table)
        if _is(node, "LatexSpecialsNode"):
            if node.specials_chars == "~" != code:
                return list(_characters(code))
            sign = LIGATURES.get(node.specials_chars)
            if node.specials_chars.strip() == "":
                return [Item(Kind.CUT, code)]
            return [Item(Kind.CUT, code) if sign is None else Item(Kind.TEXT, code, sign)]
        if _is(node, "LatexEnvironmentNode"):
            return self._environment(node, code)
        return self._command(node, code, table)

    def _span(self, code: str, node: Any, table: bool) -> list[Item]:
        """Braces: what is in them stays together."""
        inner = self._items(node.nodelist, table)
        if len(inner) == 1 and inner[0].kind is Kind.TEXT and _LETTER.match(code):
            # A letter with its accent, as bibliographies have them: {\'e}.
            return [replace(inner[0], code=code)]
        return [Item(Kind.SPAN, code[:1], close=code[-1:], items=inner)] if inner else [Item(Kind.POINT, code)]

    def _environment(self, node: Any, code: str) -> list[Item]:
        name = node.environmentname.rstrip("*")
        inner = [n for n in node.nodelist if n is not None]
        if name in OPAQUE or not inner:
            return [Item(Kind.CUT, with_words(self._page, code) if name in FORMULAS else code)]
        start, end = inner[0].pos, inner[-1].pos + inner[-1].len
        # Options and arguments of an environment that the library does not know.
        place = self._with_arguments(inner, start)
        items, position = [], node.pos
        given = [*(node.nodeargd.argnlist if node.nodeargd else []), *inner]
        nodes = [n for n in given if _is(n, "LatexGroupNode")]
        for begin, stop in titles_of(name, self._shadow, nodes, node.pos + len(rf"\begin{{{node.environmentname}}}")):
            items.append(Item(Kind.CUT, self._text[position:begin]))
            group = next((n for n in nodes if self._text[begin - 1] == "{" and n.pos == begin - 1), None)
            text = self._text[begin:stop]
            items += self._items(group.nodelist) if group else [Item(Kind.TEXT, text, text)]
            position = stop
        items.append(Item(Kind.CUT, self._text[position:place]))
        items += self._items(inner, name in TABLES, place)
        return [*items, Item(Kind.CUT, self._text[max(place, end) : node.pos + node.len])]

    def _command(self, node: Any, code: str, table: bool) -> list[Item]:
        name = node.macroname
        if name in BREAKS:
            return [Item(Kind.CUT if table else Kind.BREAK, code)]
        if name in CHARACTERS or name in ACCENTS:
            return self._character(node, code)
        if name in RAISED:
            return [self._raised(node, code)]
        if name in POINTS:
            return [Item(Kind.POINT, code)]
        if name in WORDS:
            return [Item(Kind.FIXED, code)]
        if name in INLINE | HEADINGS | NOTES:
            return self._with_text(node, code)
        if name == "item":
            return self._paragraph(node, code, node.nodeargd.argnlist if node.nodeargd else [])
        # Of a command of the author's own nobody knows what it is: with arguments or alone it may be a word.
        inline = not node.macro_post_space.count("\n") and name not in _LAYOUT
        return [Item(Kind.FIXED if inline else Kind.CUT, code)]

    def _character(self, node: Any, code: str) -> list[Item]:
        name = node.macroname
        text = CHARACTERS[name] if name in CHARACTERS else _converter().nodelist_to_text([node])
        if name in KEEPS_BLANK and node.macro_post_space:
            bare = code.rstrip()
            return [Item(Kind.TEXT, bare, text), Item(Kind.TEXT, code[len(bare) :], " ")]
        if name in NUMBER_SIGNS and not self._text.startswith("~", node.pos + len(code)):
            return [Item(Kind.TEXT, code, text), Item(Kind.TEXT, "", " ")]
        return [Item(Kind.TEXT, code, text) if text else Item(Kind.FIXED, code)]

    def _raised(self, node: Any, code: str) -> Item:
        """Raised letters, which belong to the word before them; all else that is raised stays."""
        text = code[code.index("{") + 1 : -1] if code.endswith("}") and "{" in code else ""
        before = self._text[max(0, node.pos - 2) : node.pos]
        if text.lower() in ("o", "os") and re.fullmatch(r"\W?[nN]", before):
            return Item(Kind.TEXT, code, "°")
        return Item(Kind.TEXT, code, text) if text.lower() in ENDINGS else Item(Kind.FIXED, code)

    def _with_text(self, node: Any, code: str) -> list[Item]:
        """A command with text in its last argument."""
        arguments = [a for a in (node.nodeargd.argnlist if node.nodeargd else []) if a is not None]
        groups = [a for a in arguments if _is(a, "LatexGroupNode")]
        if not groups or groups[-1].pos + groups[-1].len != node.pos + len(code):
            return [Item(Kind.FIXED, code)]
        group = groups[-1]
        if node.macroname in HEADINGS:
            return self._paragraph(node, code, groups)
        before, inner = self._text[node.pos : group.pos + 1], group.nodelist
        if node.macroname in STRUCK and all(_is(n, "LatexCharsNode") for n in inner):
            return [Item(Kind.POINT, f"{before}{self._loose(group)}}}")]
        if node.macroname in NOTES:
            parts = self.parts(inner, group.pos + 1, group.pos + group.len - 1)
            held = "".join(part if isinstance(part, str) else self._page.hole(part) for part in parts)
            return [Item(Kind.POINT, f"{before}{held}}}")]
        return [Item(Kind.SPAN, before, close="}", items=self._items(inner))]

    def _loose(self, group: Any) -> str:
        """The text of a group that is no part of its sentence, with a hole for its words."""
        text = self._text[group.pos + 1 : group.pos + group.len - 1]
        core = text.strip()
        if not any(map(str.isalpha, core)):
            return text
        start = text.index(core)
        return text[:start] + self._page.hole(loose_block(core, core, written)) + text[start + len(core) :]

    def _paragraph(self, node: Any, code: str, arguments: Sequence[Any]) -> list[Item]:
        """A command whose arguments of text are paragraphs of their own."""
        items: list[Item] = []
        position, end = node.pos, node.pos + len(code)
        texts = [a for a in arguments if a is not None and _is(a, "LatexGroupNode")]
        if node.macroname.startswith("multi"):
            texts = texts[-1:]
        for group in texts:
            items.append(Item(Kind.CUT, self._text[position : group.pos + 1]))
            items += self._items(group.nodelist)
            position = group.pos + group.len - 1
        return [*items, Item(Kind.CUT, self._text[position:end])]


# Commands without text that stand between paragraphs.
_LAYOUT = frozenset(
    "maketitle tableofcontents listoffigures listoftables newpage clearpage cleardoublepage pagebreak bigskip medskip "
    "smallskip vspace vfill hfill centering raggedright raggedleft includegraphics input include bibliography "
    "bibliographystyle printbibliography appendix hline toprule midrule bottomrule cline cmidrule setlength setcounter "
    "addtocounter pagestyle thispagestyle selectlanguage newcommand renewcommand def let frontmatter mainmatter "
    "pause backmatter author affil institute par rule onehalfspacing begin end usepackage documentclass".split()
)


def _characters(code: str) -> Iterator[Item]:
    """Text, cut at empty lines."""
    position = 0
    for match in _PARAGRAPH.finditer(code):
        if match.start() > position:
            yield Item(Kind.TEXT, code[position : match.start()], code[position : match.start()])
        yield Item(Kind.CUT, match.group())
        position = match.end()
    if code[position:]:
        yield Item(Kind.TEXT, code[position:], code[position:])
