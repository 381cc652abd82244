"""Web and mail addresses that are not the same on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.text.addresses import MAIL
from toolkit.units import TranslationUnit

ADDRESS = re.compile(rf"(?:https?://|www\.)[^\s<>«»“”\"]+|{MAIL}")


def check(unit: TranslationUnit) -> Iterator[str]:
    source = [a.rstrip(".,;:!?)]") for a in ADDRESS.findall(unit.source)]
    target = [a.rstrip(".,;:!?)]") for a in ADDRESS.findall(unit.target)]
    for address in sorted(set(source) - set(target)):
        yield f"address '{address}' is missing in the target"
    for address in sorted(set(target) - set(source)):
        yield f"address '{address}' is only in the target"
