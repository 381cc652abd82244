"""XLIFF as units, and changed in place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from toolkit.errors import EncodingError, InputError
from toolkit.files import open_input, open_output
from toolkit.formats.base import WriteReport
from toolkit.formats.editing import APPROVED, TRANSLATE, Snapshot, report_of
from toolkit.formats.inline import inline_markup, text_of
from toolkit.formats.inline_convert import without_references
from toolkit.formats.selection import tell
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE
from toolkit.formats.xliff_scan import NEW, Node, Scan, Slot, Unit, scan
from toolkit.formats.xliff_writer import Edit, Writer
from toolkit.formats.xml_code import XmlCode, read_xml, with_attribute, with_edits, without
from toolkit.formats.xml_text import NOTE, add_property, clean_xml_text, counted_clean, escape, take_property
from toolkit.languages.tags import same_language
from toolkit.units import Origin, TranslationUnit

_LINES = re.compile(r"(?<![ \t\r])[ \t\r]*\n[ \t\r\n]*")
#: Attributes of a unit that go along as properties ``unit@name``.
ATTRIBUTES = frozenset(
    "datatype restype resname extradata extype help-id menu menu-option menu-name coord font css-style style exstyle "
    "reformat maxbytes minbytes size-unit maxheight minheight maxwidth minwidth charclass phase-name type name".split()
)


def open_xliff(path: Path) -> tuple[XmlCode, Scan]:
    """Read a whole XLIFF file, plain or packed.

    Raises:
        InputError: the file cannot be read or is not XLIFF, with the line.
    """
    with open_input(path) as file:
        data = file.read()
    code = read_xml(data, str(path))
    try:
        return code, scan(code)
    except (EncodingError, InputError) as error:
        raise InputError(f"{path}: {error}") from None
    except RecursionError:
        raise InputError(f"{path}: tags nested hundreds deep; no sound tool writes that") from None


def units_of(code: XmlCode, found: Scan, raw: bool, lost: Counter[str]) -> Iterator[tuple[Unit, Slot, TranslationUnit]]:
    """Segments of a file with their units.

    Args:
        code: of the file.
        found: in it.
        raw: keep inline codes as they are in this file, to be written back into it.
        lost: gets what a unit does not take along.
    """
    for unit in found.units:
        lost["alternative translations left out"] += sum(child.name == "alt-trans" for child in unit.node.children)
        for slot in unit.slots:
            yield unit, slot, _unit_of(code, unit, slot, raw, lost)


def _unit_of(code: XmlCode, unit: Unit, slot: Slot, raw: bool, lost: Counter[str]) -> TranslationUnit:
    target = "" if slot.untranslated and slot.target.strip() else slot.target
    if target != slot.target and slot.target.strip():
        what = " or ".join(sorted(NEW)) if slot.state in NEW else "initial, copies of their sources"
        lost[f"targets in state {what}, taken for untranslated"] += 1
    made = TranslationUnit(slot.id, text_of(slot.source, code.plain), text_of(target, code.plain), *unit.languages)
    made.line = code.line_of(unit.node.start)
    made.document = unit.document if unit.document != "bitext" else ""
    made.origin = Origin.HUMAN if slot.finished else Origin.MACHINE
    native = {} if raw else _native_of(code, unit.node)
    for key, side in ((SOURCE_INLINE, slot.source), (TARGET_INLINE, target)):
        markup = (side if "<" in side else None) if raw else inline_markup(side, code.plain)
        if markup:
            made.properties[key] = markup if raw or "dataRef" not in markup else without_references(markup, native)
    approved = unit.node.get("approved") == "yes"
    # An empty one tells a writer that there was none. What only the tags of a tool approve has none to keep.
    if target and (slot.state or approved or not slot.finished):
        made.properties["state"] = slot.state
    if approved:
        made.properties[APPROVED] = "yes"
    if slot.locked:
        made.properties[TRANSLATE] = "no"
        lost['units that are not to be translated, with the property translate="no"'] += 1
    for name, value in unit.node.token.attributes.items():
        if name in ATTRIBUTES and not (name == "name" and value == slot.id):
            made.properties[f"unit@{name}"] = value
    made.properties |= unit.limits
    _take_notes(code, unit.node, made)
    return made


def _native_of(code: XmlCode, node: Node) -> dict[str, str]:
    """The original data of a unit of version 2 by id."""
    holder = node.child("originalData")
    found = holder.children if holder is not None else ()
    return {data.get("id"): text_of(code.text[data.inner : data.inner_end], code.plain) for data in found}


def _take_notes(code: XmlCode, node: Node, made: TranslationUnit) -> None:
    for child in node.children:
        for note in [child] if child.name == "note" else child.children if child.name == "notes" else ():
            text = text_of(code.text[note.inner : note.inner_end], code.plain)
            author = note.get("from") or note.get("category")
            if author.startswith("x-"):
                take_property(made, author, text)
            else:
                add_property(made, f"{NOTE}:{author}" if author else NOTE, text)
        if child.name == "context-group":
            for context in child.all("context"):
                text = text_of(code.text[context.inner : context.inner_end], code.plain)
                add_property(made, f"context:{context.get('context-type')}", text)


class XliffEditor:
    """An XLIFF file that is changed in place; see :class:`toolkit.formats.editing.Editor`."""

    keep_states = False
    judges_all = False

    def __init__(self, path: Path, source_language: str | None = None, target_language: str | None = None) -> None:
        self._code, self._scan = open_xliff(path)
        wanted = source_language, target_language
        pairs = [pair for _, pair in self._scan.heads]
        if pairs and not any(_fits(pair, wanted) for pair in pairs):
            there = ", ".join(f"{a or 'und'}-{b or 'und'}" for a, b in dict.fromkeys(pairs))
            raise InputError(
                f"{path}: no units from '{source_language}' to '{target_language}'; it holds {there}: choose another "
                f"--from or --to"
            )
        self._target_language = target_language
        others: Counter[str] = Counter()
        self.units: list[TranslationUnit] = []
        self._by_slot: dict[int, TranslationUnit] = {}
        for unit, slot, made in units_of(self._code, self._scan, True, Counter()):
            if not _fits(unit.languages, wanted):
                others["-".join(tag or "und" for tag in unit.languages)] += 1
                continue
            if not unit.preserve:
                _fold(made)
            made.source_language = made.source_language or source_language or ""
            made.target_language = made.target_language or target_language or ""
            self.units.append(made)
            self._by_slot[id(slot)] = made
        tell(path, {f"units in other languages left as they are ({pair})": n for pair, n in others.items()})
        self._snapshot = Snapshot(self.units)
        self._removed = WriteReport()

    def save(self, path: Path, units: Iterable[TranslationUnit] | None = None) -> WriteReport:
        """Write the file with what has changed; an element none of whose segments stays goes."""
        kept = None if units is None else {id(unit) for unit in units}
        self._removed = WriteReport()
        left: list[TranslationUnit] = []
        state: dict[str, str | None] = {"state": "needs-review-translation", "state-qualifier": "mt-suggestion"}
        machine: Writer[str] = Writer(self._code.text, self._filled, state)
        translated: dict[str, str | None] = {"state": "translated", "state-qualifier": None}
        human: Writer[str] = Writer(self._code.text, self._filled, translated)
        if self.keep_states:
            machine = human = Writer(self._code.text, self._filled, None)
        edits: list[Edit[str]] = []
        changed_pairs = set()
        for unit in self._scan.units:
            own = [self._by_slot[id(s)] for s in unit.slots if id(s) in self._by_slot]
            if kept is not None and own and len(own) == len(unit.slots) and not any(id(u) in kept for u in own):
                start, end, nothing = without(self._code.text, unit.node.start, unit.node.end)
                edits.append(Edit(start, end, [nothing]))
                continue
            left += own
            origins = {self._by_slot[id(s)].origin for s in unit.slots if id(s) in self._by_slot}
            writer = machine if Origin.MACHINE in origins else human
            made = writer.edits(unit)
            if made:
                changed_pairs.add(unit.languages)
            edits += made + self._notes(unit)
        for token, pair in self._scan.heads:
            if pair in changed_pairs and not pair[1] and self._target_language:
                name = "trgLang" if "srcLang" in token.attributes else "target-language"
                tag = with_attribute(token.code, name, self._target_language)
                edits.append(Edit(token.start, token.end, [tag]))
        text = with_edits(self._code.text, [(e.start, e.end, "".join(e.pieces)) for e in edits])
        with open_output(path) as file:
            file.write(self._code.encoded(text))
        report = report_of(left, self._snapshot)
        report.left_out = len(self.units) - len(left)
        report.notes.update(self._removed.notes)
        return report

    def _filled(self, unit: Unit, slot: Slot) -> list[str] | None:
        made = self._by_slot.get(id(slot))
        if made is None or not self._snapshot.target_changed(made):
            return None
        markup = made.properties.get(TARGET_INLINE)
        if markup is not None and text_of(markup, self._code.plain) == made.target:
            return [counted_clean(markup, self._removed)]
        return [escape(counted_clean(made.target, self._removed))]

    def _notes(self, unit: Unit) -> list[Edit[str]]:
        """Findings as notes, in the place of those that an earlier check left."""
        made = [u for s in unit.slots if (u := self._by_slot.get(id(s))) is not None]
        if not any(self._snapshot.findings_changed(u) for u in made):
            return []
        node = unit.node
        name = node.token.name
        prefix = name[: len(name) - len(node.name)]
        kind = "category" if node.name == "unit" else "from"
        holder = node.child("notes")
        old = [
            n for n in (holder.children if holder else node.children) if n.name == "note" and n.get(kind) == "x-finding"
        ]
        notes = "".join(
            f'<{prefix}note {kind}="x-finding">{escape(clean_xml_text(f"{f.check}: {f.reason}"))}</{prefix}note>'
            for u in made
            for f in u.findings
        )
        edits = [Edit[str](n.start, n.end, []) for n in old]
        if not notes:
            return edits
        if node.name == "trans-unit":
            last = node.child("target") or node.child("seg-source") or node.child("source")
            place = last.end if last else node.inner
        elif holder is not None and not holder.token.empty:
            place = holder.inner_end
        else:
            first = next((c for c in node.children if c.name in ("originalData", "segment", "ignorable")), None)
            place, notes = (first.start if first else node.inner), f"<{prefix}notes>{notes}</{prefix}notes>"
        return [*edits, Edit[str](place, place, [notes])]


def _fits(pair: tuple[str, str], wanted: tuple[str | None, str | None]) -> bool:
    return all(not have or not want or same_language(have, want) for have, want in zip(pair, wanted, strict=True))


def _fold(unit: TranslationUnit) -> None:
    """Join lines of a source whose white space does not count."""
    if "\n" in unit.source:
        unit.source = _LINES.sub(" ", unit.source)
        if SOURCE_INLINE in unit.properties:
            unit.properties[SOURCE_INLINE] = _LINES.sub(" ", unit.properties[SOURCE_INLINE])
