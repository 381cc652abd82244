"""Paragraphs of Word as blocks: runs, fields, tracked changes, content controls, equations, ranges, text boxes.

Word cuts text into runs of one format each, often inside words for reasons of its own. Runs of equal format are one;
the format that most of a paragraph has is its ground, others are marks on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from toolkit.markup.docx_fields import BEGIN, END, INSTRUCTION, SEPARATE, Fields, first_word, make_field
from toolkit.markup.docx_revisions import DELETED, INSERTED, RevisedPage, Revisions
from toolkit.markup.docx_runs import KEEP, WordBlock, formatted, main_style, text_run
from toolkit.markup.inline import Item, Kind, compose, flat, has_words, source
from toolkit.markup.model import Block, BlockBuilder, escape_text
from toolkit.markup.office_texts import with_holes
from toolkit.markup.run_looks import add_runs, parted, raised_run
from toolkit.markup.trees import Element, Names

# Around text, at the level of runs.
_AROUND = frozenset("w:hyperlink w:smartTag w:customXml w:dir w:bdo w:ins w:moveTo w:sdtContent".split())
_INSERTED = frozenset({"w:ins", "w:moveTo"})
_DELETED = frozenset({"w:del", "w:moveFrom"})
_EQUATIONS = frozenset({"m:oMath", "m:oMathPara"})
# What the speller thought, and where pages ended: nothing of it holds for a translation.
_DROPPED = frozenset({"w:proofErr", "w:lastRenderedPageBreak", "w:softHyphen"})
_RANGE = re.compile("w:(bookmark|commentRange|perm|moveFromRange|moveToRange|customXml[A-Za-z]*Range)(Start|End)")
# Attributes that people read.
_READ = {
    "wp:docPr": "descr|title",
    "pic:cNvPr": "descr|title",
    "w:hyperlink": "w:tooltip",
    "w:tblCaption": "w:val",
    "w:tblDescription": "w:val",
    "v:shape": "alt",
    "v:rect": "alt",
}
# Which session of Word wrote a run, and what the speller thinks of it, are no format.
_NOISE = re.compile(r"<(?:\w+:)?(?:noProof|webHidden)(?:\s[^<>]*)?/>")
_LANGUAGE = re.compile(r"<(?:\w+:)?lang\s[^<>]*/>")


class Reader:
    """Reads a part of a Word file.

    Args:
        page: gets the blocks that stand inside code.
        names: the prefixes of the part.
        languages: languages of a run that are no format.
        first_id: for tracked changes that are written anew.
    """

    def __init__(self, page: RevisedPage, names: Names, languages: frozenset[str], first_id: int) -> None:
        self._page = page
        self._w = names.own("w")
        self._languages = languages
        self._fields = Fields()
        self._revisions = Revisions(page, first_id, self._w)

    def parts(self, nodes: Iterable[Element | str]) -> list[str | Block]:
        """Code and paragraphs."""
        parts: list[str | Block] = []
        for node in nodes:
            if isinstance(node, str):
                parts.append(node)
            elif node.name == "w:p":
                parts += self._paragraph(node)
            else:
                parts += [self._start(node), *self.parts(node.children), node.end]
        return parts

    def _inside(self, nodes: Iterable[Element | str]) -> str:
        """Code with holes for the paragraphs in it."""
        outer, self._fields = self._fields, Fields()
        code = self._holes(self.parts(nodes))
        self._fields = outer
        return code

    def _holes(self, parts: Iterable[str | Block]) -> str:
        return "".join(part if isinstance(part, str) else self._page.hole(part) for part in parts)

    def _start(self, element: Element) -> str:
        """The start tag, with holes for the attributes that people read."""
        names = _READ.get(element.name)
        return element.start if names is None else with_holes(self._page, element.start, names)

    def _paragraph(self, paragraph: Element) -> list[str | Block]:
        children = list(paragraph.children)
        head = [paragraph.start]
        while children and (isinstance(children[0], str) or children[0].name == "w:pPr"):
            head.append(children[0] if isinstance(children[0], str) else children[0].code())
            del children[0]
        items = self._fields.paired(self._revisions.settled(self._items(children)), self._composed_inside)
        return ["".join(head), *self._composed(items), paragraph.end]

    def _composed(self, items: Sequence[Item]) -> list[str | Block]:
        return compose(parted(items), lambda text, style: text_run(escape_text(text), style, self._w), self._block)

    def _composed_inside(self, items: list[Item]) -> str:
        return self._holes(self._composed(items))

    def _block(self, items: list[Item]) -> Block:
        texts = [item for item in items if item.kind is Kind.TEXT] or list(flat(items))
        ground = main_style(texts)
        builder = BlockBuilder()
        add_runs(builder, formatted(items, ground), ground, raised_run, self._write)
        block = builder.block(source(items), lambda text: f"\3{escape_text(text)}\4")
        return WordBlock(block.text, block.marks, block.code, block.escape, ground=ground, prefix=self._w)

    def _write(self, text: str, ground: str, item: Item | None) -> str:
        return text_run(escape_text(text), item.code[1:-1] if item else ground, self._w)

    def _items(self, nodes: Iterable[Element | str]) -> list[Item]:
        """What stands in a paragraph, or in what is around text."""
        items: list[Item] = []
        for node in nodes:
            if isinstance(node, str):
                if node.strip():
                    items.append(Item(Kind.POINT, node))
            elif node.name == "w:r":
                items += self._run(node)
            elif node.name in _DROPPED:
                continue
            elif node.name in _DELETED:
                deleted = self._deleted(node.children)
                items.append(Item(Kind.SPAN, node.start, close=node.end, items=deleted, key=DELETED))
            elif node.name in _AROUND:
                key = INSERTED if node.name in _INSERTED else ""
                inner = self._items(node.children)
                items.append(Item(Kind.SPAN, self._start(node), close=node.end, items=inner, key=key))
            elif node.name == "w:sdt":
                items.append(self._control(node))
            elif node.name == "w:fldSimple":
                name = first_word(node.attribute("instr"))
                inner = self._items(node.children)
                items.append(make_field(name, node.start, inner, node.end, self._composed_inside))
            elif node.name in _EQUATIONS:
                items.append(Item(Kind.FIXED, node.code()))
            elif match := _RANGE.fullmatch(node.name):
                items.append(Item(Kind.EDGE, node.code(), key=f"{match[1]} {node.attribute('id')}"))
            else:
                items.append(Item(Kind.POINT, self._start(node) + self._inside(node.children) + node.end))
        return items

    def _control(self, control: Element) -> Item:
        """A content control: what stands around its text is one."""
        content = next((child for child in control.elements() if child.name == "w:sdtContent"), None)
        if content is None:
            return Item(Kind.POINT, control.code())
        number = next(n for n, child in enumerate(control.children) if child is content)
        before = [child if isinstance(child, str) else child.code() for child in control.children[:number]]
        after = [child if isinstance(child, str) else child.code() for child in control.children[number + 1 :]]
        opening, closing = control.start + "".join(before) + content.start, content.end + "".join(after) + control.end
        items = self._items(content.children)
        if any(item.text.strip() for item in flat(items)) and not has_words(items):
            # A box to tick, a number: nothing to translate.
            return Item(Kind.SIGN, opening + source(items) + closing)
        return Item(Kind.SPAN, opening, items=items, close=closing)

    def _deleted(self, nodes: Iterable[Element | str]) -> list[Item]:
        """What was deleted: texts, and all else as code."""
        items: list[Item] = []
        for node in nodes:
            if isinstance(node, str) or node.name != "w:r":
                code = node if isinstance(node, str) else node.start + self._inside(node.children) + node.end
                items.append(Item(Kind.POINT, code))
                continue
            style = ""
            for child in node.elements():
                opening, closing = f"<{self._w}r>{style}", f"</{self._w}r>"
                if child.name == "w:rPr":
                    style = child.code()
                elif child.name in ("w:delText", "w:t"):
                    items.append(Item(Kind.TEXT, opening + child.code() + closing, child.text(), style))
                else:
                    inside = self._start(child) + self._inside(child.children) + child.end
                    items.append(Item(Kind.POINT, opening + inside + closing))
        return items

    def _run(self, run: Element) -> list[Item]:
        """What a run holds, each in a run of its own."""
        style = ""
        items: list[Item] = []
        for child in run.children:
            if isinstance(child, str):
                continue
            if child.name == "w:rPr":
                style = child.code()
                continue
            key = self._style(style)
            opening, closing = f"<{self._w}r>{style}", f"</{self._w}r>"
            items += self._run_child(child, key, opening, closing)
        return items

    def _run_child(self, child: Element, style: str, opening: str, closing: str) -> list[Item]:
        code = opening + child.code() + closing
        if child.name == "w:t":
            return self._text(child, style, opening, closing)
        if child.name == "w:noBreakHyphen":
            return [Item(Kind.TEXT, code, "-", style)]
        if child.name in _DROPPED:
            return []
        if child.name in ("w:tab", "w:ptab"):
            return [Item(Kind.CUT, code)]
        if child.name in ("w:br", "w:cr"):
            return [Item(Kind.CUT if child.attribute("type") in ("page", "column") else Kind.BREAK, code)]
        if child.name == "w:fldChar":
            mark = {"begin": BEGIN, "separate": SEPARATE}.get(child.attribute("fldCharType"), END)
            return [Item(Kind.POINT, code, key=mark)]
        if child.name in ("w:instrText", "w:delInstrText"):
            return [Item(Kind.POINT, code, child.text(), key=INSTRUCTION)]
        if child.name == "w:sym":
            return [Item(Kind.SIGN, code)]
        if child.name == "w:ruby":
            return [Item(Kind.FIXED, code)]
        inside = self._start(child) + self._inside(child.children) + child.end
        return [Item(Kind.POINT, opening + inside + closing)]

    def _text(self, child: Element, style: str, opening: str, closing: str) -> list[Item]:
        """A text; the tabs in it part it as those that are elements do."""
        pieces = re.split("(\t)", child.text())
        if len(pieces) == 1:
            return [Item(Kind.TEXT, opening + child.code() + closing, pieces[0], style)] if pieces[0] else []
        start, end = f"{opening}<{self._w}t{KEEP}>", f"</{self._w}t>{closing}"
        return [
            Item(Kind.CUT if text == "\t" else Kind.TEXT, start + escape_text(text) + end, text, style)
            for text in pieces
            if text
        ]

    def _style(self, code: str) -> str:
        """A format without what is none."""

        def language(match: re.Match[str]) -> str:
            tag = Element("", match.group()).attribute("val")
            return "" if tag.partition("-")[0].lower() in self._languages else match.group()

        code = _LANGUAGE.sub(language, _NOISE.sub("", code))
        return "" if re.fullmatch(r"<[^<>]*/>|<[^<>]*>\s*</[^<>]*>", code) else code
