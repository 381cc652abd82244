"""``bitext translate``: lines, files and folders."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.pipeline.pages import Manuscript
    from toolkit.translation.base import Engine


def translate(
    paths: Annotated[
        list[str],
        typer.Argument(help="Files (text, HTML, Markdown, subtitles, XLIFF, Word), folders, or - for stdin."),
    ],
    source: Annotated[str, typer.Option("--from", help="Language to translate from.")] = "fr",
    target: Annotated[str, typer.Option("--to", help="Language to translate into.")] = "en",
    out: Annotated[
        Path | None, typer.Option("--out", help="File for one input, folder for more. Default: stdout.")
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", help="Package: 'embedded', an installed name, or a path.")
    ] = None,
    beam: Annotated[int, typer.Option("--beam", min=1, max=64, help="Beam size; 1 is quickest.")] = 4,
    glossary: Annotated[
        Path | None, typer.Option("--glossary", help="Terms to use: TBX, TSV, CSV or a bitext.")
    ] = None,
    memory: Annotated[
        Path | None, typer.Option("--memory", help="Translation memory (TMX, .sqlite …) that is asked first.")
    ] = None,
    fuzzy: Annotated[
        float | None,
        typer.Option("--fuzzy", min=0.5, max=1, help="Take matches of at least this score too, marked as such."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--as", help="Read as text or {markup}; else by suffix."),
    ] = None,
    wrap: Annotated[
        str,
        typer.Option("--wrap", help="Plain text: 'join' lines up to a blank one, 'keep' each line, or 'auto'."),
    ] = "auto",
    units: Annotated[
        bool, typer.Option("--units", help="The inputs are bitext (TMX, XLIFF, TSV …): translate each unit's source.")
    ] = False,
    missing: Annotated[bool, typer.Option("--missing", help="With --units: only units that have no target.")] = False,
    ray: Annotated[
        str | None,
        typer.Option(
            "--ray", help="With --units: run on Ray, 'local', 'auto' or a cluster's address; --out is a folder."
        ),
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="With --ray: workers.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that are there already.")] = False,
    json_output: Annotated[bool, typer.Option("--json", help="One JSON object a sentence, with scores.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Translate text: as many lines out as in, blank ones included.

    HTML, Markdown, subtitles, XLIFF and Word files keep their code; links, bold type and the like go with the words
    under them.
    A folder is searched for .txt files and these; the translations keep its layout, with the language before the
    suffix. A run that was stopped goes on where it was: files already finished from the same text and model are not
    done again.
    """
    from toolkit.errors import InputError

    if not units and (missing or ray is not None):
        raise InputError("--missing and --ray are for bitext; add --units")
    if units and json_output:
        raise InputError("--json is for text; with --units, name --out FILE.jsonl")
    if fuzzy is not None and memory is None:
        raise InputError("--fuzzy is a threshold for --memory FILE")
    if ray is not None:
        from toolkit.cli.translate_units import translate_on_ray
        from toolkit.cluster.translate import EngineChoice

        if memory is not None:
            raise InputError("--memory does not go with --ray")
        terms_file = str(glossary.resolve()) if glossary else None
        choice = EngineChoice(source, target, model, beam, terms_file)
        translate_on_ray(paths, choice, out, missing, ray, jobs, force, quiet)
        return
    if units and kind is not None:
        raise InputError("--as is for text; the format of --units goes by the suffix")
    _check_wrap(wrap)
    folder_wanted = not units and _check_texts(paths, kind, out, json_output)
    from toolkit.terms import preferred, read_glossary
    from toolkit.translation import load_translator

    terms = read_glossary(glossary, source, target) if glossary else []
    engine = load_translator((source, target), model, beam=beam, terms=preferred(terms))
    loaded: Engine = engine
    if memory is not None:
        from toolkit.memory import open_memory
        from toolkit.translation.memory import MemoryEngine

        loaded = MemoryEngine(engine, open_memory(memory, source, target), fuzzy)
    if units:
        from toolkit.cli.translate_units import translate_here

        translate_here(paths, loaded, out, missing, force, quiet)
    else:
        _run(paths, loaded, kind, wrap, out, folder_wanted, force, json_output, quiet)
    if memory is not None and not quiet:
        from toolkit.cli.console import note

        note(f"from the memory: {loaded.exact_matches} exact, {loaded.fuzzy_matches} fuzzy")  # type: ignore[attr-defined]


def _check_wrap(wrap: str) -> None:
    from toolkit.errors import InputError
    from toolkit.markup.text import WRAPS

    if wrap not in WRAPS:
        raise InputError(f"unknown wrap '{wrap}'; choose from: {', '.join(WRAPS)}")


def _check_texts(paths: list[str], kind: str | None, out: Path | None, json_output: bool) -> bool:
    """Whether several files are to be translated; refuses what cannot be done before a package is loaded."""
    from toolkit.errors import InputError

    if "-" in paths and len(paths) > 1:
        raise InputError("- (stdin) goes alone; give either - or files")
    folder_wanted = len(paths) > 1 or any(Path(p).is_dir() for p in paths)
    if folder_wanted and out is None and not json_output:
        raise InputError("several files need --out FOLDER")
    if folder_wanted and out is not None and out.is_file():
        raise InputError(f"{out}: a file, but several inputs need a folder; change --out")
    from toolkit.markup import kind_of

    kind_of(Path(), kind)
    if paths != ["-"]:
        from toolkit.formats.registry import is_unit_file
        from toolkit.markup import suffixes

        for path, _ in _files(paths):
            if kind is None and path.suffix.lower() not in suffixes() and is_unit_file(path):
                raise InputError(f"{path}: a bitext by its name; add --units, or --as text for its lines")
            if not folder_wanted:
                kind_of(path, kind)
    return folder_wanted


def _files(paths: list[str]) -> list[tuple[Path, Path]]:
    from toolkit.files import text_files
    from toolkit.markup import suffixes

    return text_files([Path(p) for p in paths], suffixes())


def _run(
    paths: list[str],
    engine: Engine,
    kind: str | None,
    wrap: str,
    out: Path | None,
    folder_wanted: bool,
    force: bool,
    json_output: bool,
    quiet: bool,
) -> None:
    if json_output:
        _translate_json(paths, engine, kind, wrap, out, force, quiet)
    elif folder_wanted:
        assert out is not None
        _translate_folder(paths, engine, kind, wrap, out, force, quiet)
    else:
        _translate_one(paths[0], engine, kind, wrap, out, force, quiet)


def _translate_one(
    path: str, engine: Engine, kind: str | None, wrap: str, out: Path | None, force: bool, quiet: bool
) -> None:
    from toolkit.cli.console import progress, stdin_lines
    from toolkit.errors import InputError
    from toolkit.files import atomic_writer, check_output_file
    from toolkit.markup import is_binary, kind_of
    from toolkit.markup.registry import TEXT
    from toolkit.pipeline.pages import translate_manuscripts, translate_stream

    check_output_file(out, force, inputs=[path])
    asked, kind = kind, kind_of(Path(path), kind)
    if is_binary(kind) and out is None and sys.stdout.isatty():
        raise InputError(f"{path}: its translation is no text for a terminal; name --out FILE")
    if path == "-" and kind == TEXT:
        # A person who types wants each line at once; a pipe wants full batches.
        block = 1 if sys.stdin.isatty() else 2_000
        with progress(None, "lines", quiet) as advance:
            source = stdin_lines() if asked else _checked(stdin_lines())
            lines = translate_stream(source, engine, wrap, block, advance)
            if out is None:
                for line in lines:
                    sys.stdout.write(line + "\n")
                    if block == 1:
                        sys.stdout.flush()
            else:
                with atomic_writer(out) as file:
                    for line in lines:
                        file.write((line + "\n").encode())
        return
    manuscript = _read(path, asked, engine, wrap)
    with progress(None, "segments", quiet) as advance:
        [(_, data)] = translate_manuscripts([manuscript], engine, advance)
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    else:
        with atomic_writer(out) as file:
            file.write(data)


def _checked(lines: Iterator[str]) -> Iterator[str]:
    """Lines of stdin, unless the first says that they are no text."""
    from toolkit.markup.others import refuse_other_kinds

    for number, line in enumerate(lines):
        if number == 0:
            refuse_other_kinds(b"{}" if line.strip() in ("{", "[") else line.encode(), "<stdin>")
        yield line


def _read(path: str, kind: str | None, engine: Engine, wrap: str) -> Manuscript:
    from toolkit.files import read_bytes
    from toolkit.markup import kind_of
    from toolkit.markup.others import refuse_other_kinds
    from toolkit.markup.registry import TEXT
    from toolkit.pipeline.pages import read_manuscript

    content, name = (sys.stdin.buffer.read(), "<stdin>") if path == "-" else (read_bytes(Path(path)), path)
    if kind is None and kind_of(Path(path)) == TEXT:
        refuse_other_kinds(content, name)
    return read_manuscript(content, name, kind_of(Path(path), kind), engine.pair.source, engine.pair.target, wrap)


def _translate_folder(
    paths: list[str], engine: Engine, kind: str | None, wrap: str, out: Path, force: bool, quiet: bool
) -> None:
    from toolkit.cli.console import note, progress
    from toolkit.errors import InputError
    from toolkit.files import check_output_folder
    from toolkit.pipeline.batch import translate_files

    check_output_folder(out)
    found = _files(paths)
    with progress(sum(os.path.getsize(path) for path, _ in found if path.exists()), "bytes", quiet) as advance:
        failures: list[InputError] = []
        done, skipped = translate_files(
            found, engine, out, force, advance, kind, wrap, failed=lambda _, error: failures.append(error)
        )
    for error in failures:
        note(f"bitext: {error}")
    if not quiet:
        left = f", {len(failures)} could not be read" if failures else ""
        note(f"{done} files translated into {out}/, {skipped} were finished before{left}")
    if failures:
        raise typer.Exit(1)


def _translate_json(
    paths: list[str], engine: Engine, kind: str | None, wrap: str, out: Path | None, force: bool, quiet: bool
) -> None:
    from toolkit.cli.console import progress
    from toolkit.files import check_output_file, readable_name, write_text
    from toolkit.pipeline.pages import translate_manuscripts

    names = ["-"] if paths == ["-"] else [str(p) for p, _ in _files(paths)]
    check_output_file(out, force, inputs=names)
    manuscripts = [_read(name, kind, engine, wrap) for name in names]
    lines = []
    with progress(None, "segments", quiet) as advance:
        for rendered, _ in translate_manuscripts(manuscripts, engine, advance):
            for number, part in enumerate(rendered.paragraphs):
                for segment, translation in zip(part.segments, part.translations, strict=True):
                    record = {
                        "file": "-" if names == ["-"] else readable_name(PurePath(rendered.document.id)),
                        "paragraph": number,
                        "start": segment.start,
                        "end": segment.end,
                        "source": segment.text,
                        "target": translation.text,
                        "score": None if translation.score is None else round(translation.score, 4),
                        "retried": translation.retried,
                        "signature": engine.signature,
                    }
                    if translation.memory:
                        record |= {"memory": translation.memory, "memory_id": translation.source_id}
                    lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    if out is None:
        sys.stdout.writelines(lines)
    else:
        write_text(out, "".join(lines))
