"""``bitext segment``: text to sentences."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer


def segment(
    path: Annotated[str, typer.Argument(help="Text or document, or - for the text on stdin.")],
    language: Annotated[str | None, typer.Option("--from", "--lang", help="Language. Default: detected.")] = None,
    json_output: Annotated[bool, typer.Option("--json", help="Print one JSON object per line.")] = False,
) -> None:
    """Split a text into sentences.

    Prints one sentence per line.

    Offsets count characters of the text without its byte order mark; of a document such as HTML, subtitles
    or Word, those of its paragraphs without markup, one a line.
    """
    from toolkit.api.segmenting import plain_text
    from toolkit.api.segmenting import segment as sentences
    from toolkit.cli.console import read_input

    text = read_input(path) if path == "-" else plain_text(path, language)
    for sentence in sentences(text, language):
        typer.echo(json.dumps(asdict(sentence), ensure_ascii=False) if json_output else sentence.text)
