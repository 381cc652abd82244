"""Web and mail addresses that are not the same on both sides."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.measures import addresses, bare_address, has_site_alone, same_address, translated_address
from toolkit.units import TranslationUnit


def check(unit: TranslationUnit) -> Iterator[str]:
    source, target = (
        {same_address(a, unit.languages): a for a in addresses(text)} for text in (unit.source, unit.target)
    )
    if source.keys() == target.keys():
        return
    missing = [source[key] for key in sorted(source.keys() - target.keys())]
    added = [target[key] for key in sorted(target.keys() - source.keys())]
    for address in missing[:]:
        page = next(
            (a for a in added if bare_address(address, a) or translated_address(address, a, unit.languages)), None
        )
        if page is not None:
            missing.remove(address)
            added.remove(page)
    for address in missing:
        # A company may lose its ending, but it does not get another one.
        if added or not has_site_alone(address):
            yield f"address '{address}' is missing in the target"
    for address in added:
        if missing or not has_site_alone(address):
            yield f"address '{address}' is only in the target"
