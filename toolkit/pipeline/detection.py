"""Which language a document is in, by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files import read_bytes, readable_name
from toolkit.languages.tags import canonical
from toolkit.markup import kind_of
from toolkit.markup.html_charset import as_utf8
from toolkit.markup.others import refuse_other_kinds
from toolkit.markup.packed import contents
from toolkit.markup.registry import TEXT
from toolkit.pipeline.pages import read_manuscript
from toolkit.text.identify import Guess, identify_among_all, same_language

#: A less probable language is not taken: a translation from the wrong one is none.
SURE = 0.8
_UNKNOWN = "und"
_LONGEST = 1 << 20
_PAGES = (".xml", ".xhtml", ".html", ".htm")
# The beginning of a long text tells as much as all of it.
_ENOUGH = 20_000
_TAG = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"<(?=/?(?:script|style)\b)", re.IGNORECASE)
_BEGINS_CODE = re.compile("script|style", re.IGNORECASE)
# XLIFF names its language, and is read in no other.
_STATED = re.compile(rb"<(?:file|xliff)\b[^>]*?\s(?:source-language|srcLang)\s*=\s*[\"']([\w-]+)[\"']")


@dataclass(slots=True)
class Detected:
    """Documents by their languages.

    Attributes:
        guesses: by file, its language and how probable that is.
        groups: files and their relative paths, by language, in the order of the files.
        failed: by file, why it is not translated.
    """

    guesses: dict[Path, Guess] = field(default_factory=dict)
    groups: dict[str, list[tuple[Path, Path]]] = field(default_factory=dict)
    failed: dict[Path, InputError] = field(default_factory=dict)


def detect_files(files: Sequence[tuple[Path, Path]], target: str, kind: str | None = None) -> Detected:
    """Tell the languages of files.

    Args:
        files: with their relative paths.
        target: language that they are to be translated into.
        kind: of all files; None to go by their suffixes.
    """
    found = Detected()
    for path, relative in files:
        try:
            guess = detect(read_bytes(path), path, target, kind)
        except InputError as error:
            found.failed[path] = error
            continue
        found.guesses[path] = guess
        found.groups.setdefault(guess.language, []).append((path, relative))
    return found


def detect(content: bytes, path: Path, target: str, kind: str | None = None) -> Guess:
    """Tell the language of a document.

    Args:
        content: of the file.
        path: of it, for its suffix and for messages.
        target: language that it is to be translated into.
        kind: see :func:`toolkit.markup.kind_of`; None to go by the suffix.

    Raises:
        InputError: it is damaged, has too few words to tell, may be in several languages, or is in the target language.
    """
    shown = readable_name(path)
    guess = _guess(content, path, target, kind)
    if not guess.language:
        raise InputError(f"{shown}: too little text to tell its language; name it with --from")
    if guess.probability < SURE:
        raise InputError(
            f"{shown}: its language is not sure, the most probable is {guess.language} ({guess.probability:.2f}); name "
            f"it with --from"
        )
    if same_language(guess.language, canonical(target).partition("-")[0]):
        raise InputError(f"{shown}: it is in {target} already ({guess.probability:.2f}); nothing to translate")
    return guess


def _guess(content: bytes, path: Path, target: str, kind: str | None) -> Guess:
    kind_found = kind_of(path, kind)
    if kind is None and kind_found == TEXT:
        refuse_other_kinds(content, str(path))
    if kind_found == "html":
        content, _ = as_utf8(content, str(path))
    stated = _STATED.search(content[:_ENOUGH])
    if stated:
        return Guess(canonical(stated[1].decode()), 1.0)
    # What a page says is in another language than the one it is read in is left out: so the language is guessed twice.
    rough = identify_among_all(_all_words(content))
    document = read_manuscript(content, str(path), kind_found, rough.language or _UNKNOWN, target).document
    return identify_among_all("\n".join(paragraph.text for paragraph in document.paragraphs)[:_ENOUGH])


def _all_words(content: bytes) -> str:
    """The beginning of what a file holds beside tags; of a packed one, of its pages."""
    parts = [content]
    if content.startswith(b"PK"):
        parts = []
        with suppress(InputError):
            members = contents(content, "a document", "see its name")
            parts = [data for info, data in members if info.filename.lower().endswith(_PAGES)]
    words = ""
    for part in parts:
        first, *others = _CODE.split(part[:_LONGEST].decode("utf-8", "replace"))
        words += _TAG.sub(" ", "<".join([first, *(o for o in others if not _BEGINS_CODE.match(o))]))
        if len(words) > _ENOUGH:
            break
    return words[:_ENOUGH]
