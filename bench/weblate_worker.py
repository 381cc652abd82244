"""Weblate's checks for ``checks_form.py``, in an environment of their own; reads pairs from standard input.

A line in is ``[source, target, source language, target language, flags]``, a line out the names of the checks that
fail. Django's settings are Weblate's own example: the checks of a single string need neither a database nor a server.
borgbackup and tesserocr, which have no wheels, are not needed:

    p=/tmp/weblate/bin/python; $p -m pip install --no-deps weblate==2026.10.1
    sed -n '/extra ==/d; s/^Requires-Dist: //p' /tmp/weblate/lib/python3.*/site-packages/weblate-20*/METADATA \\
        | grep -v -E '^(borgbackup|tesserocr)' > /tmp/needs.txt
    $p -m pip install -r /tmp/needs.txt "psycopg[binary]"
"""

from __future__ import annotations

import json
import os
import sys
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weblate.settings_example")

import django

django.setup()

from weblate.checks.flags import Flags  # noqa: E402
from weblate.checks.models import CHECKS  # noqa: E402
from weblate.lang.models import Language  # noqa: E402

TRANSLATED = 20
# Those that compare strings with others of a database, or ask a server.
NOT_ALONE = {"inconsistent", "reused", "translated", "check_glossary", "plurals", "same-plurals", "max-size"}


def unit_of(source: str, target: str, one: str, other: str, flags: str) -> Any:
    """What the checks read of a unit of Weblate's database."""
    languages = {code: Language(code=code, name=code) for code in (one, other)}
    component = SimpleNamespace(
        name="bench",
        is_glossary=False,
        file_format="po",
        source_language=languages[one],
        project=SimpleNamespace(name="bench"),
    )
    return SimpleNamespace(
        all_flags=Flags(flags),
        check_cache={},
        effective_source=source,
        effective_source_language=languages[one],
        effective_source_string=source,
        get_effective_source_plurals=lambda: [source],
        get_target_plurals=lambda: [target],
        has_multiple_values=lambda sources, targets: False,
        is_source=False,
        note="",
        pk=1,
        readonly=False,
        source=source,
        source_string=source,
        state=TRANSLATED if target else 0,
        target=target,
        translation=SimpleNamespace(language=languages[other], component=component, plural=SimpleNamespace(number=2)),
    )


def main() -> None:
    checks = {n: c for n, c in CHECKS.target.items() if n not in NOT_ALONE and not n.startswith("ai_")}
    for line in sys.stdin:
        source, target, one, other, flags = json.loads(line)
        unit = unit_of(source, target, one, other, flags)
        # An empty target is no failed check in Weblate but a state, shown as "untranslated".
        failed = [n for n, c in checks.items() if c.check_target([source], [target], unit)] if target else ["empty"]
        print(json.dumps(failed))


if __name__ == "__main__":
    main()
