"""PowerPoint files (Office Open XML, ECMA-376): slides and what their masters show, notes, tables, diagrams, charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from toolkit.errors import InputError
from toolkit.markup.document_properties import add_properties
from toolkit.markup.docx import content_types, related_parts
from toolkit.markup.office_runs import DRAWING, GRAPHICS, read_part, run_languages
from toolkit.markup.office_texts import remarks
from toolkit.markup.packed import PackedDocument, contents, part_name
from toolkit.markup.trees import Element, decoded

# Parts with text, by the end of their content type.
_TEXTS = re.compile(r"presentationml\.(?:slide|notesSlide)\+xml$")
_SLIDE = re.compile(r"presentationml\.slide\+xml$")
_HINT = re.compile(r"<(?:\w+:)?ph[\s/>]")
_NUMBER = re.compile(r"\d+")


def parse(data: bytes, from_code: str, to_code: str) -> PackedDocument:
    """Read a presentation.

    Args:
        data: the file.
        from_code: language of its text; where runs name it, the target is named after translation.
        to_code: language that it is to be translated into.

    Raises:
        InputError: not a PowerPoint file, or a damaged one.
    """
    members = contents(data, "a PowerPoint file", "save .ppt files as .pptx first")
    files = {part_name(info.filename): content for info, content in members}
    kinds = [(name, kind) for name, kind in content_types(files) if name in files]
    if not any("presentationml" in kind for _, kind in kinds):
        raise InputError("not a PowerPoint file (there is no presentation in it)")
    document = PackedDocument(members, [], run_languages(from_code, to_code))
    for name in sorted({name for name, kind in kinds if _TEXTS.search(kind) or GRAPHICS.search(kind)}, key=_order):
        document.pages.append((name, read_part(files[name], name, DRAWING)))
    for name in _masters(files, [name for name, kind in kinds if _SLIDE.search(kind)]):
        document.pages.append((name, read_part(files[name], name, DRAWING, kept=_is_hint)))
    for name, kind in sorted(kinds):
        if kind.endswith("presentationml.comments+xml"):
            document.pages.append((name, remarks(decoded(files[name], name))))
        elif kind.endswith("ms-powerpoint.comments+xml"):
            document.pages.append((name, read_part(files[name], name, DRAWING)))
    add_properties(document, files, from_code, to_code)
    return document


def _masters(files: Mapping[str, bytes], slides: Iterable[str]) -> list[str]:
    """The layouts of some slides and the masters of those: what is no hint in them is seen on the slides."""
    layouts = {part for slide in slides for kind, part in related_parts(files, slide) if kind == "slideLayout"}
    masters = {part for layout in layouts for kind, part in related_parts(files, layout) if kind == "slideMaster"}
    return sorted((layouts | masters) & files.keys())


def _is_hint(element: Element) -> bool:
    """Whether a shape of a master says what is to stand at its place on a slide."""
    return element.name.rpartition(":")[2] == "sp" and _HINT.search(element.code()) is not None


def _order(name: str) -> tuple[bool, list[int], str]:
    """Slides by their numbers, then what belongs to them."""
    return "/slides/" not in name, [int(n) for n in _NUMBER.findall(name)], name
