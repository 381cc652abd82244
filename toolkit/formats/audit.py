"""What a job on a file of units has lost: units, codes, states and notes of the file before against the one after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from toolkit.formats.editing import APPROVED, TRANSLATE, open_editor
from toolkit.formats.inline import inline_codes
from toolkit.formats.limits import over_limit
from toolkit.formats.registry import format_of
from toolkit.formats.xml_text import notes_of
from toolkit.units import TranslationUnit
from toolkit.wording import counted

# Properties that a job must leave as they are.
_KEPT = (TRANSLATE, "context", "plural-form", "reference")
#: Differences that are told of before the rest is counted only.
MOST = 20


def audit_units(
    before: Path,
    after: Path,
    source_language: str | None = None,
    target_language: str | None = None,
    placeholders: Callable[[str], Counter[str]] | None = None,
) -> list[str]:
    """Compare a file of units with what a job made of it.

    Args:
        before: the file that was given.
        after: the file that was written, of a format that can hold the same.
        source_language, target_language: of the job.
        placeholders: counts those of a text; None to leave them out.

    Returns:
        A sentence for each difference, :data:`MOST` of them and then how many more; none where all is well.

    Raises:
        InputError: one of the two cannot be read.
    """
    old, new = (_units(path, source_language, target_language) for path in (before, after))
    found = []
    if len(old) != len(new):
        found.append(f"{counted(len(old), 'unit')} went in, {len(new)} came out")
    for one, two in zip(old, new, strict=False):
        found += [f"unit {one.id}: {what}" for what in _differences(one, two, placeholders)]
    if len(found) > MOST:
        found[MOST:] = [f"and {counted(len(found) - MOST, 'difference')} more"]
    return found


def _units(path: Path, source: str | None, target: str | None) -> list[TranslationUnit]:
    form = format_of(path)
    if form.edits:
        return open_editor(form, path, source, target).units
    return list(form.read(path, source, target))


def _differences(
    old: TranslationUnit, new: TranslationUnit, placeholders: Callable[[str], Counter[str]] | None
) -> list[str]:
    found = []
    if old.id != new.id:
        return [f"its id is '{new.id}' now"]
    if old.source != new.source:
        found.append("its source is another")
    for name in _KEPT:
        if old.properties.get(name) != new.properties.get(name):
            found.append(f"its {name} is another")
    if notes_of(old) != notes_of(new):
        found.append("its notes are others")
    if old.properties.get(TRANSLATE) == "no" or (old.properties.get(APPROVED) == "yes" and old.target.strip()):
        if old.target != new.target:
            found.append("its target has changed, though it is approved or not to be translated")
        return found
    if old.target.strip() and not new.target.strip():
        found.append("its target is gone")
    if new.target == old.target or not new.target.strip():
        return found
    if (over := over_limit(new.target, new.properties)) is not None:
        found.append(over[1])
    codes = inline_codes(new)
    if codes is not None and codes[0] != codes[1]:
        found += _missing(codes[0], codes[1], "inline code")
    if placeholders is not None:
        found += _missing(placeholders(new.source), placeholders(new.target), "placeholder")
    return found


def _missing(source: Counter[str], target: Counter[str], what: str) -> list[str]:
    lost = [f"{what} '{name}' of its source is missing in the target" for name in sorted((source - target).elements())]
    more = [f"{what} '{name}' is only in the target" for name in sorted((target - source).elements())]
    return lost + more
