"""TMX that is changed in place: targets, findings, and units that go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files import open_input, open_output
from toolkit.formats.approvals import outdated
from toolkit.formats.base import WriteReport
from toolkit.formats.editing import Snapshot, report_of
from toolkit.formats.inline import text_of
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE
from toolkit.formats.xliff_scan import Node, tree
from toolkit.formats.xml_code import read_xml, with_edits, without
from toolkit.formats.xml_text import NOTE, add_property, attribute, clean_xml_text, escape, take_property
from toolkit.languages.tags import canonical, closeness
from toolkit.text.xml_tokens import read_tokens
from toolkit.units import Origin, TranslationUnit


@dataclass(slots=True)
class _Entry:
    """A unit of a ``<tu>``: its variants, of which the target may have to be made."""

    unit: TranslationUnit
    element: Node
    source: Node
    target: Node | None


class TmxEditor:
    """A TMX file that is changed in place; see :class:`toolkit.formats.editing.Editor`.

    With a target language, each unit with a source is there, also where it has no variant in that language yet.
    """

    keep_states = False
    judges_all = False

    def __init__(self, path: Path, source_language: str | None = None, target_language: str | None = None) -> None:
        with open_input(path) as file:
            self._code = read_xml(file.read(), str(path))
        if self._code.root != "tmx":
            raise InputError(f"{path}: not TMX (the root element is not <tmx>)")
        self._entries: list[_Entry] = []
        header_language, number = "", 0
        tokens = read_tokens(self._code.text)
        try:
            for token in tokens:
                name = token.name.rpartition(":")[2]
                if name == "header" and not token.closing:
                    header_language = token.attributes.get("srclang", "")
                elif name == "tu" and not token.closing:
                    number += 1
                    element = tree(token, tokens)
                    own = element.get("srclang") or header_language
                    wanted = source_language or ("" if own == "*all*" else own)
                    self._entries += self._entries_of(element, number, wanted, target_language)
        except InputError as error:
            raise InputError(f"{path}: {error}") from None
        self.units = [entry.unit for entry in self._entries]
        if number and not self.units:
            wanted = " ".join(
                f"{word} '{tag}'" for word, tag in (("from", source_language), ("to", target_language)) if tag
            )
            raise InputError(f"{path}: no units {wanted or 'of two languages'}; choose another --from or --to")
        self._snapshot = Snapshot(self.units)

    def _entries_of(self, element: Node, number: int, source: str, target: str | None) -> Iterator[_Entry]:
        variants = [v for v in element.children if v.name == "tuv" and v.child("seg") is not None]
        sources = _fitting(variants, source)
        others = [v for v in variants if v not in sources]
        targets: list[Node | None] = [*(others if target is None else _fitting(others, target))]
        if not targets and target is not None:
            targets = [None]
        used = 0
        for one in sources:
            for other in targets:
                identity = element.get("tuid") or str(number)
                language = _language(other) if other else canonical(target or "")
                unit = TranslationUnit(
                    identity if not used else f"{identity}/{language}/{used}",
                    text_of(self._content(one), self._code.plain),
                    text_of(self._content(other), self._code.plain),
                    _language(one),
                    language,
                    origin=Origin.HUMAN,
                    line=self._code.line_of(element.start),
                )
                used += 1
                self._take_along(unit, element, one, other)
                yield _Entry(unit, element, one, other)

    def _content(self, variant: Node | None) -> str:
        segment = variant.child("seg") if variant is not None else None
        return "" if segment is None else self._code.text[segment.inner : segment.inner_end]

    def _take_along(self, unit: TranslationUnit, element: Node, source: Node, target: Node | None) -> None:
        for key, variant in ((SOURCE_INLINE, source), (TARGET_INLINE, target)):
            content = self._content(variant)
            if "<" in content:
                unit.properties[key] = content
        for child in element.children:
            text = self._code.text[child.inner : child.inner_end]
            if child.name == "prop":
                take_property(unit, child.get("type"), text_of(text, self._code.plain))
            elif child.name == "note":
                add_property(unit, NOTE, text_of(text, self._code.plain))

    def save(self, path: Path, units: Iterable[TranslationUnit] | None = None) -> WriteReport:
        """Write the file with what has changed; a ``<tu>`` none of whose units stays goes."""
        kept = None if units is None else {id(unit) for unit in units}
        edits: list[tuple[int, int, str]] = []
        left = []
        by_element: dict[int, list[_Entry]] = {}
        for entry in self._entries:
            by_element.setdefault(id(entry.element), []).append(entry)
        for entries in by_element.values():
            staying = [e for e in entries if kept is None or id(e.unit) in kept]
            left += [e.unit for e in staying]
            if not staying:
                edits.append(without(self._code.text, entries[0].element.start, entries[0].element.end))
                continue
            edits += [edit for e in staying if self._snapshot.target_changed(e.unit) for edit in self._target(e)]
            if any(self._snapshot.findings_changed(e.unit) for e in staying):
                edits += self._findings(staying)
        with open_output(path) as file:
            file.write(self._code.encoded(with_edits(self._code.text, edits)))
        report = report_of(left, self._snapshot)
        report.left_out = len(self.units) - len(left)
        return report

    def _target(self, entry: _Entry) -> list[tuple[int, int, str]]:
        unit = entry.unit
        markup = unit.properties.get(TARGET_INLINE)
        content = clean_xml_text(
            markup if markup is not None and text_of(markup, self._code.plain) == unit.target else escape(unit.target)
        )
        segment = entry.target.child("seg") if entry.target is not None else None
        if segment is not None:
            made = f"<{segment.token.name}>{content}</{segment.token.name}>"
            place = (segment.start, segment.end) if segment.token.empty else (segment.inner, segment.inner_end)
            return [*self._origin(entry), (*place, made if segment.token.empty else content)]
        if not content.strip():
            return []
        text, source = self._code.text, entry.source
        name = next(n for n in ("xml:lang", "lang") if n in source.token.attributes)
        gap = text[text.rfind(">", 0, source.start) + 1 : source.start]
        inner = source.child("seg")
        assert inner is not None
        prefix = source.token.name.removesuffix("tuv")
        made = (
            f"{gap if not gap.strip() else ''}<{prefix}tuv {name}={attribute(unit.target_language)}>"
            f"<{prefix}seg>{content}</{prefix}seg></{prefix}tuv>"
        )
        last = max(v.end for v in entry.element.children)
        return [*self._origin(entry), (last, last, made)]

    def _origin(self, entry: _Entry) -> list[tuple[int, int, str]]:
        """Who wrote the target, which is a person where nothing is said."""
        element = entry.element
        old = [c for c in element.children if c.name == "prop" and c.get("type") == "x-origin"]
        edits = [(c.start, c.end, "") for c in old]
        for child in (c for node in (element, entry.target) if node is not None for c in node.children):
            said = self._code.text[child.inner : child.inner_end]
            new = outdated(child.get("type"), said) if child.name == "prop" else None
            if new is not None:
                edits.append((child.inner, child.inner_end, escape(new)))
        if entry.unit.origin is Origin.MACHINE:
            prefix = element.token.name.removesuffix("tu")
            prop = f'<{prefix}prop type="x-origin">{Origin.MACHINE.value}</{prefix}prop>'
            edits.append((element.inner, element.inner, prop))
        return edits

    def _findings(self, entries: list[_Entry]) -> list[tuple[int, int, str]]:
        element = entries[0].element
        prefix = element.token.name.removesuffix("tu")
        props = "".join(
            f'<{prefix}prop type="x-finding">{escape(clean_xml_text(f"{f.check}: {f.reason}"))}</{prefix}prop>'
            for e in entries
            for f in e.unit.findings
        )
        old = [c for c in element.children if c.name == "prop" and c.get("type") == "x-finding"]
        return [(element.inner, element.inner, props), *((c.start, c.end, "") for c in old)]


def _language(variant: Node) -> str:
    attributes = variant.token.attributes
    return canonical(attributes.get("xml:lang") or attributes.get("lang") or "")


def _fitting(variants: list[Node], wanted: str) -> list[Node]:
    """Variants in the language that fits best."""
    if not variants:
        return []
    best = max(variants, key=lambda v: closeness(_language(v), wanted)) if wanted else variants[0]
    if wanted and not closeness(_language(best), wanted):
        return []
    return [v for v in variants if _language(v) == _language(best)]
