"""``bitext segment``: text to sentences."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def segment(
    path: Annotated[str, typer.Argument(help="Text file, or - for stdin.")],
    language: Annotated[str | None, typer.Option("--from", "--lang", help="Language. Default: detected.")] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print one JSON object per line.")] = False,
) -> None:
    """Split a text into sentences.

    Prints one sentence per line.

    Offsets count characters of the text without its byte order mark.
    """
    from toolkit.cli.console import read_input
    from toolkit.documents import identify_document, parse_document
    from toolkit.segmentation import split_sentences
    from toolkit.text.identify import third_language

    document = parse_document(read_input(path), "")
    if language is None:
        identify_document(document)
        # Anything but French and English is told from them by the whole text.
        language = third_language(" ".join(p.text for p in document.paragraphs)[:10_000], ("fr", "en")) or None
    position = 0
    for number, paragraph in enumerate(document.paragraphs):
        position += len(paragraph.before)
        for sentence in split_sentences(paragraph.text, language or paragraph.language):
            if json_output:
                record = {
                    "paragraph": number,
                    "kind": paragraph.kind.value,
                    "language": language or paragraph.language,
                    "start": position + sentence.start,
                    "end": position + sentence.end,
                    "text": sentence.text,
                }
                typer.echo(json.dumps(record, ensure_ascii=False))
            else:
                typer.echo(sentence.text)
        position += len(paragraph.text)
