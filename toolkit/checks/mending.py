"""Units mended by the rules of :mod:`toolkit.checks.mends` and of checklists."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from toolkit.checks import mends
from toolkit.checks.dismissals import key_of
from toolkit.checks.mends import Mender, apart, mended, outside_spans
from toolkit.errors import InputError
from toolkit.formats.inline import retexted, text_of
from toolkit.formats.tmx_inline import TARGET_INLINE
from toolkit.registry import unknown
from toolkit.units import TranslationUnit

if TYPE_CHECKING:
    from toolkit.checks.checklists import Checklist

#: Mends by the names of their checks; those that a house style may not want run only when they are named.
FIXES: dict[str, Mender] = {
    "characters": mends.invisible,
    "spaces": mends.spaces,
    "spacing": mends.spacing,
    "french-spacing": mends.french_spacing,
    "quote-style": mends.quote_style,
    "apostrophes": mends.apostrophes,
    "ellipsis": mends.ellipsis,
}
SAFE = ("characters", "spaces", "spacing")
#: Properties by which files say that a target is not to be changed.
_LOCKS: Mapping[str, frozenset[str]] = {
    "translate": frozenset({"no"}),
    "approved": frozenset({"yes"}),
    "locked": frozenset({"yes", "true", "1"}),
    "state": frozenset({"final", "signed-off"}),
}
_ROUNDS = 3


def is_locked(unit: TranslationUnit) -> bool:
    """Whether the file of a unit says that its target is not to be changed (XLIFF: approved, final, translate="no").

    >>> from toolkit import TranslationUnit
    >>> is_locked(TranslationUnit("1", "a", "b", "fr", "en", properties={"approved": "yes"}))
    True
    """
    return any(unit.properties.get(name, "").lower() in values for name, values in _LOCKS.items())


class Fixer:
    """Mends targets.

    Args:
        only: names of mends; none for those of :data:`SAFE`.
        also: names of mends that run beside those.
        lists: checklists whose replacements are made.
        targets: a reviewer's new targets by check and digest (:func:`toolkit.checks.dismissals.key_of`); they take
            the place of all mends of their units.

    Attributes:
        locked: units that were left alone because their file says so, and would have been changed.
        coded: units that were left alone because of their inline codes.

    Raises:
        InputError: no mend of a name.
    """

    def __init__(
        self,
        only: Collection[str] = (),
        also: Collection[str] = (),
        lists: Sequence[Checklist] = (),
        targets: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        names = [*(only or SAFE), *also]
        for name in names:
            if name not in FIXES:
                raise InputError(unknown("mend", name, FIXES))
        self._menders: list[Mender] = [FIXES[name] for name in dict.fromkeys(names)]
        self._menders += [one.mends for one in lists]
        self._targets = dict(targets or {})
        self._asked = {check for check, _ in self._targets}
        self._done: set[tuple[str, str]] = set()
        self.locked = self.coded = 0

    def unused(self) -> int:
        """New targets of the reviewer that fit no unit."""
        return len(self._targets.keys() - self._done)

    def fix(self, unit: TranslationUnit) -> list[str]:
        """Mend a unit's target, and return what was wrong with it; nothing where nothing may be changed."""
        if self._targets and (new := self._reviewed(unit)) is not None:
            return self._take(unit, new)
        if not unit.target.strip():
            return []
        before, kept = unit.target, unit.properties.get(TARGET_INLINE)
        reasons: list[str] = []
        markup = kept
        for mender in self._menders:
            # What one mend made may be what the next of the same kind waits for.
            for _ in range(_ROUNDS):
                found = apart(outside_spans(unit.target, mender(unit)))
                made = mended(unit.target, found)
                if made == unit.target:
                    break
                reasons += [one.reason for one in found]
                markup = None if markup is None else retexted(markup, [(m.start, m.end, m.text) for m in found])
                unit.target = made
        if unit.target == before:
            return []
        coded = kept is not None and (markup is None or text_of(markup) != unit.target)
        if coded or is_locked(unit):
            self.locked += not coded
            self.coded += coded
            unit.target = before
            return []
        if markup is not None:
            unit.properties[TARGET_INLINE] = markup
        return list(dict.fromkeys(reasons))

    def _reviewed(self, unit: TranslationUnit) -> str | None:
        """The reviewer's target of a unit."""
        keys = [(check, key_of(unit, check)) for check in self._asked]
        found = [key for key in keys if key in self._targets]
        self._done |= {*found}
        return self._targets[found[0]] if found else None

    def _take(self, unit: TranslationUnit, new: str) -> list[str]:
        if new == unit.target:
            return []
        if is_locked(unit) or unit.properties.get(TARGET_INLINE):
            self.locked += is_locked(unit)
            self.coded += not is_locked(unit)
            return []
        unit.target = new
        return ["the reviewer's target"]
