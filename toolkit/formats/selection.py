"""Which units of a file are wanted, by their languages; and what a reader had to leave out.

What a file says of its languages is selected and kept, never renamed: ``--from`` and ``--to`` choose units, and name a
language only where the file names none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from toolkit.errors import InputError
from toolkit.languages.tags import agree, canonical, closeness, contains, is_tag
from toolkit.units import TranslationUnit

# Units that are looked at for the languages of a file of one pair.
_PEEK = 1_000
_watching: list[dict[str, dict[str, int]]] = []
_structures: list[Counter[str]] = []
_names: dict[str, str] = {}


@contextmanager
def reading_notes() -> Iterator[dict[str, dict[str, int]]]:
    """Collect what readers leave out or change while the block runs: path to what to how often."""
    notes: dict[str, dict[str, int]] = {}
    _watching.append(notes)
    try:
        yield notes
    finally:
        _watching.remove(notes)


def tell(path: Path, counts: Mapping[str, int]) -> None:
    """Tell whoever collects :func:`reading_notes` about a file that was read to its end; read twice, it counts once."""
    for notes in _watching:
        known = notes.setdefault(_names.get(str(path), str(path)), {})
        known.update({what: max(count, known.get(what, 0)) for what, count in counts.items() if count})


@contextmanager
def structure_notes() -> Iterator[Counter[str]]:
    """Collect what files hold beside their units while the block runs: a new file that is made of them lacks it."""
    notes: Counter[str] = Counter()
    _structures.append(notes)
    try:
        yield notes
    finally:
        _structures.remove(notes)


def tell_structure(counts: Mapping[str, int]) -> None:
    """Tell whoever collects :func:`structure_notes` about a file that was read to its end."""
    for notes in _structures:
        notes.update(counts)


@contextmanager
def named(names: Mapping[Path, str]) -> Iterator[None]:
    """Call some paths by other names in notes while the block runs, such as the file that a pipe was kept in."""
    _names.update({str(path): name for path, name in names.items()})
    try:
        yield
    finally:
        for path in names:
            _names.pop(str(path), None)


class Selection:
    """Chooses the units of a pair of languages.

    Args:
        source, target: wanted languages in any spelling (``fr``, ``fr-FR``, ``FR_fr``, ``fra``); None for any.

    Attributes:
        kept: how many units fitted.
        left_out: language to number of units that were left out for it.
    """

    def __init__(self, source: str | None = None, target: str | None = None) -> None:
        self._wanted = canonical(source) if source else "", canonical(target) if target else ""
        self.kept = 0
        self.left_out: Counter[str] = Counter()
        self._here: Counter[str] = Counter()

    def pick(self, units: Iterable[TranslationUnit], path: Path) -> Iterator[TranslationUnit]:
        """The units that fit, with canonical tags; those without a language get the wanted one."""
        self._here = Counter()
        for unit in units:
            unit.source_language = canonical(unit.source_language) or self._wanted[0]
            unit.target_language = canonical(unit.target_language) or self._wanted[1]
            odd = [
                language
                for language, wanted in zip((unit.source_language, unit.target_language), self._wanted, strict=True)
                if wanted and not closeness(language, wanted)
            ]
            if odd:
                self._here[", ".join(odd)] += 1
                continue
            self.kept += 1
            yield unit
        self.left_out.update(self._here)
        if self.kept:
            tell(path, {f"units in another language left out ({name})": n for name, n in self._here.items()})

    def finish(self, where: object) -> None:
        """Refuse a selection that found nothing though there was something.

        Raises:
            InputError: names the languages that are there.
        """
        if self.left_out and not self.kept:
            pair = [w for w in zip(("from", "to"), self._wanted, strict=True) if w[1]]
            asked = " ".join(f"{word} '{tag}'" for word, tag in pair)
            there = ", ".join(sorted({tag for names in self.left_out for tag in names.split(", ")}))
            raise InputError(
                f"{where}: no units {asked}; the languages left out are {there}: choose another --from or --to"
            )


def one_pair(
    units: Iterable[TranslationUnit], source: str | None, target: str | None, left_out: Counter[str]
) -> tuple[Iterator[TranslationUnit], str, str]:
    """The units of one pair of languages, for files that hold no more.

    Args:
        units: in any languages.
        source, target: wanted; of the first unit that fits best where they are None.
        left_out: gets the pairs that were left out.

    Returns:
        The units, and the two languages. A wanted language that contains those of the units (``fr`` for ``fr-CA``)
        names them; otherwise their own tag does.
    """
    stream, source, target = with_languages(units, source, target)

    def fitting() -> Iterator[TranslationUnit]:
        for unit in stream:
            pair = unit.source_language or source, unit.target_language or target
            if agree(pair[0], source) and agree(pair[1], target):
                yield unit
            else:
                left_out[f"{pair[0]}-{pair[1]}"] += 1

    return fitting(), source, target


def with_languages(
    units: Iterable[TranslationUnit], source: str | None, target: str | None
) -> tuple[Iterator[TranslationUnit], str, str]:
    """Look at the first units for the languages that a file's head must name."""
    stream = iter(units)
    first = list(islice(stream, _PEEK if source or target else 1))

    def chained() -> Iterator[TranslationUnit]:
        yield from first
        yield from stream

    def fit(unit: TranslationUnit) -> int:
        sides = ((unit.source_language, source), (unit.target_language, target))
        return sum(closeness(language, wanted) for language, wanted in sides if wanted)

    best = max(first, key=fit, default=None)
    found = (best.source_language, best.target_language) if best else ("", "")
    return chained(), _name(found[0], source), _name(found[1], target)


def _name(found: str, wanted: str | None) -> str:
    if wanted and (not found or contains(wanted, found)):
        return canonical(wanted)
    return canonical(found) or "und"


def check_names(where: object, *languages: str) -> None:
    """Refuse languages that cannot be a part of a file's name.

    Raises:
        InputError: one is no tag of BCP 47.
    """
    for language in languages:
        if not is_tag(language):
            shown = "".join(c if c.isprintable() else "?" for c in language[:60])
            raise InputError(f"{where}: '{shown}' is no language tag and cannot name a file; give --from and --to")
