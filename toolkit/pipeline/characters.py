"""Characters that no document holds: halves of characters in sources, control characters in targets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.errors import InputError
from toolkit.formats.selection import tell
from toolkit.pipeline.render import RenderedParagraph
from toolkit.text.controls import HALF

# Word and PowerPoint put a vertical tab on the clipboard for a soft return.
_SOFT_RETURN = re.compile("[\x0b\x0c]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def refuse_halves(texts: Iterable[str], name: str = "") -> None:
    """Refuse texts with half of a character: a tool has cut one in two, and no text can be written with it.

    Args:
        texts: to be translated.
        name: of their file, for the message.

    Raises:
        InputError: names the text.

    Example:
        >>> refuse_halves(["Un mot", "Un 😀"])
    """
    for text in texts:
        if not text.isprintable() and (match := HALF.search(text)):
            shown = HALF.sub("?", text[max(0, match.start() - 20) : match.end() + 20]).replace("\n", " ")
            where = f"{name}: " if name else ""
            raise InputError(
                f"{where}half of a character (\\u{ord(match.group()):04x}) in '{shown}'; mend the text: a character "
                "was cut in two"
            )


def whole(texts: Iterable[str]) -> Iterator[str]:
    """Texts as they come; see :func:`refuse_halves`."""
    for text in texts:
        refuse_halves([text])
        yield text


def without_controls(parts: Sequence[RenderedParagraph], sources: Sequence[str], name: str) -> None:
    """Remove control characters from targets that came from somebody else, such as a memory, and tell of it.

    Args:
        parts: with the targets; they are changed.
        sources: their texts, whose own control characters stay.
        name: of the document.
    """
    count = 0
    for part, source in zip(parts, sources, strict=True):
        if not _CONTROL.search(part.text) or _CONTROL.search(source):
            continue
        for number, translation in enumerate(part.translations):
            text, changed = _CONTROL.subn("", _SOFT_RETURN.sub(" ", translation.text))
            count += changed + len(_SOFT_RETURN.findall(translation.text))
            part.translations[number] = replace(translation, text=text)
        part.join()
    tell(Path(name), {"control characters of targets, which no document holds, removed": count})
