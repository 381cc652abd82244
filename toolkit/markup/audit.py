"""Structural audits: what a translated file has lost, doubled or put out of order, compared with its source.

An audit knows nothing of how the file was translated. It reads both files anew and compares what a translation must
not change: fields, notes, tables, cues, messages, tags. An audit of another kind of file is a row of :data:`AUDITS`.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Mapping

#: Compares a translated file with its source: one sentence a difference, none where all is well.
Audit = Callable[[bytes, bytes], list[str]]

#: Where the audit of each kind of markup lives, ``module:function``; a module loads when its first file is audited.
AUDITS: dict[str, str] = {
    "docx": "toolkit.markup.packed_audit:audit_word",
    "odt": "toolkit.markup.packed_audit:audit_opendocument",
    "odp": "toolkit.markup.packed_audit:audit_opendocument",
    "ods": "toolkit.markup.packed_audit:audit_opendocument",
    "pptx": "toolkit.markup.packed_audit:audit_office",
    "xlsx": "toolkit.markup.packed_audit:audit_office",
    "epub": "toolkit.markup.epub_audit:audit_epub",
    "html": "toolkit.markup.text_audit:audit_html",
    "markdown": "toolkit.markup.text_audit:audit_markdown",
    "subtitles": "toolkit.markup.text_audit:audit_subtitles",
    "text": "toolkit.markup.text_audit:audit_text",
    "pdf": "toolkit.markup.pdf:audit_pdf",
    "latex": "toolkit.markup.source_audit:audit_latex",
    "rst": "toolkit.markup.source_audit:audit_rst",
    "ass": "toolkit.markup.source_audit:audit_ass",
    "notebook": "toolkit.markup.source_audit:audit_notebook",
    "xliff": "toolkit.markup.keyed_audit:audit_xliff",
    "qt": "toolkit.markup.keyed_audit:audit_qt",
    "xcstrings": "toolkit.markup.keyed_audit:audit_xcstrings",
    **{
        kind: f"toolkit.markup.keyed_audit:audit_{kind}"
        for kind in "android arb fluent json php properties resx strings stringsdict toml yaml".split()
    },
}


def audit(kind: str, before: bytes, after: bytes) -> list[str]:
    """Compare the structure of a translated file with that of its source.

    Args:
        kind: one of :data:`toolkit.markup.KINDS`; kinds without an audit have no differences.
        before: the source file.
        after: the translated file.

    Returns:
        A sentence for each difference, in the order of the file where there is one.
    """
    row = AUDITS.get(kind)
    if row is None:
        return []
    module, _, name = row.partition(":")
    compare: Audit = getattr(importlib.import_module(module), name)
    return compare(before, after)


def count_differences(before: Mapping[str, int], after: Mapping[str, int], where: str = "") -> list[str]:
    """Sentences on all that occurs more or less often than before.

    Args:
        before: occurrences by name in the source, such as ``{"tables": 2}``.
        after: occurrences by name in the translation.
        where: the part of the file, such as ``word/footer1.xml``; empty for the whole.
    """
    place = f"{where}: " if where else ""
    names = dict.fromkeys([*before, *after])
    one, other = Counter(before), Counter(after)
    return [f"{place}{name}: {one[name]} before, {other[name]} after" for name in names if one[name] != other[name]]
