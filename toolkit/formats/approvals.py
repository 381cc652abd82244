"""What tools say of who has approved a target, and what is to be said once another has come in its place.

Names and values as the tools write them: ``conf`` of ``<sdl:seg>`` and ``x-ConfirmationLevel`` (Trados Studio),
``mq:status`` and ``corrected`` (memoQ), ``m:confirmed`` (Phrase), ``approved`` (XLIFF 1.2, Weblate), and the plain
words that other tools use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# A prefix of a namespace, or that of names that are not of the standard.
_PREFIX = re.compile(r"(?:\w+:)?(?:x-)?(?:mq-|m-)?", re.ASCII)
_SAID = frozenset("approved reviewed confirmed proofread validated verified corrected signedoff signed-off".split())
_NO = {"yes": "no", "true": "false", "y": "n", "on": "off", "1": "0", "2": "0"}
_STATES = frozenset({"status", "state", "confirmationlevel", "conf", "confirmation"})
#: Values of a state that a target has by the work of a person.
_BY_PERSON = frozenset(
    "translated approved reviewed confirmed proofread validated verified final signed-off signedoff finalized "
    "approvedtranslation approvedsignoff rejectedtranslation rejectedsignoff manuallyconfirmed confirmedtranslator "
    "reviewer1confirmed reviewer2confirmed confirmedreviewer1 confirmedreviewer2 complete completed done".split()
)
# What a tool of these names says of a target that is to be looked at.
_WAITING = {"mq:status": "PartiallyEdited", "state": "needs-review-translation"}
# Of a target that is gone: how well it fitted, and where it was found.
_OF_MATCH = {"percent": None, "text-match": None, "struct-match": None, "score": "0.0", "gross-score": "0.0"}
_ORIGINS = {"origin": "mt", "trans-origin": "mt", "level-edited": "false"}
_TOOLS = ("sdl:", "mq:", "m:")


def outdated(name: str, value: str) -> str | None:
    """What a property or attribute is to say once a machine has written the target; None if it may stay.

    >>> outdated("x-ConfirmationLevel", "ApprovedTranslation"), outdated("m:confirmed", "1"), outdated("x-client", "A")
    ('Draft', '0', None)
    """
    plain = name[_match_end(name) :].lower()
    said = value.strip().lower()
    if plain in _SAID:
        return _NO.get(said)
    if plain in _STATES and said.replace("_", "-") in _BY_PERSON:
        return _WAITING.get(name, _WAITING.get(plain, "Draft"))
    return None


def _match_end(name: str) -> int:
    match = _PREFIX.match(name)
    return match.end() if match else 0


def outdated_attributes(attributes: Mapping[str, str], element: str) -> Iterator[tuple[str, str | None]]:
    """Attributes of a unit or segment of XLIFF that told of another target, with their new values; None: to go.

    Args:
        attributes: of the start tag.
        element: name with its prefix.
    """
    own = element.startswith(_TOOLS)
    for name, value in attributes.items():
        if not own and ":" not in name:
            # The standard's own attributes are the business of whoever writes the target.
            continue
        new = outdated(name, value)
        if new is not None:
            yield name, new
            continue
        plain = name.rpartition(":")[2]
        if (own or name.startswith(_TOOLS)) and plain in _OF_MATCH:
            yield name, _OF_MATCH[plain]
        elif (own or name.startswith(_TOOLS)) and plain in _ORIGINS:
            yield name, _ORIGINS[plain]
