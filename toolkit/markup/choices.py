"""Texts of a sheet that know each other because they are equal: they change together, or none of them does.

A cell with a list of allowed values holds one of its items; a filter and a pivot table name the texts of cells; a
formula finds a row because two cells are equal (``VLOOKUP(A1;…)``). What has one text in the source has one in the
translation, wherever it stands; and where the whole could not be written, it stays.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.markup.model import Block, Page
from toolkit.markup.packed import PackedDocument


@dataclass(slots=True, frozen=True)
class Choices:
    """Texts that stand side by side, such as the items of a list of allowed values.

    Attributes:
        texts: all of them.
        longest: characters that they may have together, with a sign between two; 0 for any number.
        without: signs that none may have.
        others: names that none may be, in small letters.
        whole: if one stays, all stay.
    """

    texts: tuple[str, ...]
    longest: int = 0
    without: str = ""
    others: frozenset[str] = frozenset()
    whole: bool = False

    def misfits(self, made: Sequence[str]) -> set[str]:
        """Which of the texts have to stay.

        Args:
            made: what becomes of each.

        Example:
            >>> Choices(("auto", "voiture"), whole=True).misfits(["car", "car"]) == {"auto", "voiture"}
            True
        """
        if self.longest and len(",".join(made)) > self.longest:
            return {old for old, new in zip(self.texts, made, strict=True) if old != new}
        seen = dict.fromkeys(self.others, "")
        wrong = set()
        for old, new in zip(self.texts, made, strict=True):
            first = seen.setdefault(new.casefold(), old)
            if first.casefold() != old.casefold():
                wrong |= {first, old} - {""}
            elif not new.strip() or any(sign in new for sign in self.without):
                wrong.add(old)
        return wrong


@dataclass(slots=True)
class Workbook(PackedDocument):
    """A file of sheets.

    Attributes:
        choices: texts that have to fit where they stand.
        kept: texts of cells that are known by them where they stand, and stay wherever they are.
    """

    choices: list[Choices] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)

    def fill(self, blocks: Sequence[Block | None]) -> bytes:
        """The file with other blocks, of which those of one text have one text again."""
        return PackedDocument.fill(self, agreed(self.blocks, blocks, self.choices, self.kept))


def agreed(
    before: Sequence[Block], after: Sequence[Block | None], choices: Sequence[Choices], kept: Iterable[str] = ()
) -> list[Block | None]:
    """Blocks where one text has become one text.

    Args:
        before: as they were read.
        after: what becomes of each; None if it stays.
        choices: texts that have to fit where they stand; those that do not stay.
        kept: texts that stay anyhow.
    """
    made: dict[str, str] = {}
    for old, new in zip(before, after, strict=True):
        if not old.marks and new is not None:
            made.setdefault(old.text, new.text)
    # What is no block stays anyhow, as a text that a formula compares cells with does.
    blocks = {old.text for old in before}
    stay = set(kept) | {
        text for choice in choices for text in choice.texts if text not in blocks and any(map(str.isalpha, text))
    }
    waiting = True
    while waiting:
        waiting = False
        for choice in choices:
            wrong = choice.misfits([text if text in stay else made.get(text, text) for text in choice.texts])
            if choice.whole and (wrong or not stay.isdisjoint(choice.texts)):
                wrong = set(choice.texts)
            waiting = waiting or not wrong <= stay
            stay |= wrong
    return [new if old.marks else _agreed(old, made, stay) for old, new in zip(before, after, strict=True)]


def _agreed(block: Block, made: Mapping[str, str], stay: Collection[str]) -> Block | None:
    text = made.get(block.text, block.text)
    return None if block.text in stay or text == block.text else replace(block, text=text)


#: Elements that say the text of a cell once more, with their attributes.
OF_TABLES = {"tableColumn": "totalsRowLabel", "filter": "val", "customFilter": "val"}
OF_PIVOTS = {
    "pivotTableDefinition": "(?:data|grandTotal|rowHeader|colHeader|error|missing)Caption",
    "pivotField": "name|subtotalCaption",
    "dataField": "name",
    "filter": "val|stringValue[12]",
    "customFilter": "val",
}
OF_CACHES = {"s": "v"}
_RESULT = re.compile(
    r'(<(?:\w+:)?c\s[^<>]*?t="str"[^<>]*>(?:<(?:\w+:)?f(?:\s[^<>]*)?>[^<]*</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^<>]*)?/>)<(?:\w+:)?v(?:\s[^<>]*)?>)'
    r"([^<]*)(?=</)"
)
_LIST = re.compile(
    r'(<(?:\w+:)?dataValidation\s[^<>]*?type="list"[^<>]*>\s*<(?:\w+:)?formula1>\s*(?:<(?:\w+:)?f>\s*)?)'
    r'("|&quot;)([^<]*?)("|&quot;)(?=\s*</)'
)
_LIST_OF_CELLS = re.compile(
    r'<(?:\w+:)?dataValidation\s[^<>]*?type="list"[^<>]*>\s*<(?:\w+:)?formula1>\s*(?:<(?:\w+:)?f>\s*)?([^<]*)'
)
_FIELD = re.compile(r'<(?:\w+:)?cacheField\s[^<>]*?name="([^"]*)"')
_ITEMS = re.compile(r"<(?:\w+:)?sharedItems(?:\s[^<>]*)?(?<!/)>(.*?)</(?:\w+:)?sharedItems>", re.DOTALL)
_ITEM = re.compile(r'<(?:\w+:)?s\s[^<>]*?v="([^"]*)"')
_CALCULATED = re.compile(r"<(?:\w+:)?calculatedItem[\s>]")
# Excel takes no longer list (a formula of 255 characters), and parts its items by commas.
_LONGEST_LIST = 255
_PARTING = ',"'


def lists(code: str) -> list[tuple[str, ...]]:
    """The items of the lists of allowed values that a sheet writes out itself.

    Example:
        >>> lists('<dataValidation type="list" sqref="A1"><formula1>"Oui, Non"</formula1></dataValidation>')
        [('Oui', 'Non')]
    """
    return [_items(match[3]) for match in _LIST.finditer(code)]


def references(code: str) -> list[str]:
    """The formulas of a sheet that lists of allowed values take their items by.

    Example:
        >>> references('<dataValidation type="list" sqref="A1"><formula1>$D$1:$D$9</formula1></dataValidation>')
        ['$D$1:$D$9']
    """
    found = (html.unescape(match[1]) for match in _LIST_OF_CELLS.finditer(code))
    return list(dict.fromkeys(formula for formula in found if not formula.startswith('"')))


def without_lists(code: str) -> str:
    """The code of a sheet without what stands in such lists."""
    return _LIST.sub(r"\1", code)


def _items(code: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in html.unescape(code).split(","))


def with_lists(page: Page, code: str, kept: Collection[str]) -> str:
    """The code of a sheet with holes for the items of such lists.

    Args:
        page: gets the blocks.
        code: of the sheet.
        kept: texts that stay, in small letters.
    """

    def hole(match: re.Match[str]) -> str:
        items = _items(match[3])
        if '"' in html.unescape(match[3]) or any(item.casefold() in kept for item in items):
            return match[0]
        return match[1] + match[2] + ",".join(_repeated(page, item) for item in match[3].split(",")) + match[4]

    return _LIST.sub(hole, code)


def choices_of(listed: Iterable[tuple[str, ...]]) -> list[Choices]:
    """What lists of allowed values need to stay whole."""
    return [Choices(items, _LONGEST_LIST, _PARTING, whole=True) for items in dict.fromkeys(listed)]


@dataclass(slots=True, frozen=True)
class Pivot:
    """What a cache of pivot tables has.

    Attributes:
        fields: names of its fields: Excel finds columns of the source by them.
        items: of each field with such.
        fixed: formulas know the items by their names.
    """

    fields: tuple[str, ...]
    items: tuple[tuple[str, ...], ...]
    fixed: bool


def read_pivot(code: str) -> Pivot:
    """Read the definition of a cache of pivot tables.

    Example:
        >>> read_pivot('<cacheField name="Ville"><sharedItems><s v="Paris"/><m/></sharedItems></cacheField>')
        Pivot(fields=('Ville',), items=(('Paris',),), fixed=False)
    """
    fields = [html.unescape(name) for name in _FIELD.findall(code)]
    found = [tuple(html.unescape(value) for value in _ITEM.findall(match[1])) for match in _ITEMS.finditer(code)]
    return Pivot(tuple(fields), tuple(filter(None, found)), _CALCULATED.search(code) is not None)


def with_results(page: Page, code: str, texts: Collection[str]) -> str:
    """The code of a sheet with holes where a stored result of a formula is the text of a cell.

    Args:
        page: gets the blocks.
        code: of the sheet.
        texts: of cells that are translated.
    """
    return _RESULT.sub(lambda m: m[1] + (_repeated(page, m[2]) if _core(m[2]) in texts else m[2]), code)


def with_copies(page: Page, code: str, wanted: Mapping[str, str], texts: Collection[str]) -> str:
    """Code with holes where attributes of some elements say the text of a cell once more.

    Args:
        page: gets the blocks.
        code: of elements.
        wanted: local names of elements with those of attributes, as patterns.
        texts: of cells that are translated.
    """
    tags = re.compile(rf"<(?:[\w.-]+:)?({'|'.join(wanted)})(?=[\s/])[^<>]*>")

    def value(match: re.Match[str]) -> str:
        return match[1] + (_repeated(page, match[2]) if _core(match[2]) in texts else match[2])

    def tag(match: re.Match[str]) -> str:
        return re.sub(rf'(\s(?:{wanted[match[1]]})=")([^"]*)(?=")', value, match[0])

    return tags.sub(tag, code)


def _core(code: str) -> str:
    return html.unescape(code).strip()


def _repeated(page: Page, code: str) -> str:
    """A hole for a text in an attribute or an element."""
    whole = html.unescape(code)
    text = whole.strip()
    if not any(map(str.isalpha, text)):
        return code
    start = whole.index(text)

    def escape(target: str) -> str:
        return html.escape(f"{whole[:start]}{target}{whole[start + len(text) :]}").replace("\n", "&#10;")

    return page.hole(Block(text, [], code, escape, attribute=True))
