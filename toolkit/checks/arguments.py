"""What a command takes and a reader types: long options and paths of the system, which no language translates.

Paths below a person's folder or made up for an example (``/home/user``, ``/path/to``) are translated, so only the
folders that every Unix has count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.spans import Said
from toolkit.units import TranslationUnit

_OPTION = re.compile(r"(?<![\w-])--[A-Za-z][\w-]*[A-Za-z0-9]")
# Two hyphens are a dash where they stand alone, or behind a word.
_DASH = re.compile(r"(?<![\w-])--(?![\w-])|\w--")
_PATH = re.compile(r"(?<![\w./~:<>-])/(?:bin|boot|dev|etc|lib\d*|opt|proc|run|sbin|sys|usr|var)(?:/[\w.+-]*\w)+")


def changed_arguments(unit: TranslationUnit) -> Iterator[Said]:
    """Options and paths that only one side has."""
    for what, sign, pattern in (("option", "--", _OPTION), ("path", "/", _PATH)):
        if sign not in unit.source and sign not in unit.target:
            continue
        if sign == "--" and (_DASH.search(unit.source) or _DASH.search(unit.target)):
            continue
        source, target = (
            {m[0]: m.span() for m in reversed(list(pattern.finditer(side)))} for side in (unit.source, unit.target)
        )
        for name in sorted(source.keys() - target.keys()):
            yield Said(f"{what} '{name}' of the source is missing in the target", source[name])
        # A path that was added explains; an option that no command has is a slip.
        if sign == "--" or source:
            for name in sorted(target.keys() - source.keys()):
                yield Said(f"{what} '{name}' is only in the target", target=target[name])
