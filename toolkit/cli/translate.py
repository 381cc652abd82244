"""``bitext translate``: a text, lines, files and folders."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from toolkit.api.common import DEFAULT_PAIR
from toolkit.cli import codes
from toolkit.cli.models_get import say_model
from toolkit.cli.options import (
    Beam,
    FolderPath,
    Force,
    FromAny,
    Glossary,
    Jobs,
    JsonLines,
    Model,
    OutOrStdout,
    Quiet,
    Ray,
    Strict,
    ToEnglish,
)
from toolkit.cli.translate_auto import AUTO, Engines, Files, Loading, engine_for_text, engines_for_files
from toolkit.cli.translate_task import Task
from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit import Engine, TranslatedFile

# A path has a suffix, or folders and no blanks; a text has neither.
_PATH = re.compile(r"\.\w{1,8}\Z|\A[^\s]*[/\\*?][^\s]*\Z|\A(?:\.|~(?!~))")


def translate(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, - for standard input, or a text in quotes.")],
    source: FromAny = DEFAULT_PAIR.source,
    target: ToEnglish = DEFAULT_PAIR.target,
    out: OutOrStdout = None,
    model: Model = None,
    beam: Beam = 4,
    glossary: Glossary = None,
    memory: Annotated[
        Path | None, typer.Option("--memory", help="Translation memory to ask first: TMX, .sqlite or other bitext.")
    ] = None,
    fuzzy: Annotated[
        float | None,
        typer.Option("--fuzzy", min=0.5, max=1, help="Also use fuzzy matches of the memory from this score."),
    ] = None,
    kind: Annotated[str | None, typer.Option("--as", help="Read as text or {markup}; else by suffix.")] = None,
    wrap: Annotated[
        str, typer.Option("--wrap", help="Lines of plain text: 'join' paragraphs, 'keep' each line, or 'auto'.")
    ] = "auto",
    hidden_sheets: Annotated[
        str, typer.Option("--hidden-sheets", help="Of Excel and ODS: 'translate', 'keep'; auto keeps Excel's only.")
    ] = "auto",
    units: Annotated[
        bool, typer.Option("--units", help="Translate the units of a bitext (TMX, XLIFF, PO, TSV and others).")
    ] = False,
    missing: Annotated[
        bool, typer.Option("--missing", help="Only what is missing in --out (texts by key), or has no target (bitext).")
    ] = False,
    ray: Ray = None,
    jobs: Jobs = None,
    strict: Strict = False,
    force: Force = False,
    json_output: JsonLines = False,
    alternatives: Annotated[
        int, typer.Option("--alternatives", min=0, max=31, help="With --json: also up to N other translations.")
    ] = 0,
    quiet: Quiet = False,
) -> None:
    """Translate texts, documents or bitext.

    Documents keep their markup: links, bold type and the like stay on the right words. A folder is searched for all
    files that can be translated; the translations keep its layout, with the language before the suffix. Interrupted
    runs resume.

    Each translation is compared with its source. A link, tag, cue, field or message that is missing is named, and the
    exit code is 1. A file or folder that cannot be read does not stop the others.

    With --from auto, the language of each document is found by its words, and printed with its probability. Without it,
    a text that is surely in another language than the source is named.
    """
    from toolkit.cli.translate_missing import check_missing, fill_here, names_bitext
    from toolkit.cli.translate_units import check_options, check_resources
    from toolkit.errors import InputError

    units = units or (missing and kind is None and names_bitext(paths))
    check_options(units, missing, ray, strict, json_output, alternatives, source == AUTO, kind)
    check_resources(out, memory, fuzzy, glossary)
    if ray is not None:
        from toolkit.api.catalogue import chosen_route
        from toolkit.api.cluster import EngineChoice
        from toolkit.cli.translate_units import translate_on_ray

        if memory is not None:
            raise InputError("--memory does not go with --ray")
        # The machines of a cluster may have other models: all take the one that is the best here.
        chosen = [] if model else chosen_route(source, target)
        if len(chosen) > 1:
            raise InputError(f"no model translates {source} to {target} directly, which --ray needs; name one: --model")
        model = chosen[0].name if chosen else model
        choice = EngineChoice(source, target, model, beam, str(glossary.resolve()) if glossary else None)
        translate_on_ray(paths, choice, out, missing, ray, jobs, force, quiet)
        say_model(source, target, model, quiet)
        return
    task = Task(paths, out, kind, wrap, hidden_sheets, strict, force, quiet)
    if missing and not units:
        check_missing(paths, out, kind, (source, target))
    several = not (units or missing) and _check_texts(task, json_output)
    import toolkit

    def load(language: str) -> Engine:
        pair = language, target
        return toolkit.load_engine(
            pair, model, glossary=glossary, memory=memory, fuzzy=fuzzy, beam=beam, alternatives=alternatives
        )

    engines = _engines_by_words(task, target, several, load) if source == AUTO else Engines({source: load(source)})
    if units:
        from toolkit.cli.translate_units import translate_here

        undone = translate_here(paths, engines.by_language[source], out, missing, strict, force, quiet)
    elif missing:
        undone = fill_here(paths, engines.by_language[source], out, kind, strict, force, quiet)
    elif json_output:
        undone = _print_segments(task, engines)
    else:
        undone = _translate_folder(task, engines) if several else _translate_one(task, engines)
    for language in engines.by_language:
        say_model(language, target, model, quiet)
    if memory is not None and not quiet:
        _say_matches(engines.by_language.values())
    if undone or engines.undone:
        raise typer.Exit(codes.FOUND)


def _engines_by_words(task: Task, target: str, several: bool, load: Callable[[str], Engine]) -> Engines:
    """The engines for languages that nobody has named."""
    from toolkit.api.detecting import check_outputs

    kind, told = task.kind, Loading(load, task.quiet)
    if task.paths == ["-"]:
        content = sys.stdin.buffer.read()
        # It is read once more, for its translation.
        sys.stdin = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")
        return engine_for_text(content, "-", "<stdin>", target, kind, told)
    if _is_text(task):
        content = task.paths[0].encode("utf-8", "surrogateescape")
        return engine_for_text(content, task.paths[0], "<text>", target, kind, told)
    files = task.files()
    if several and task.out is not None and not task.out.is_file():
        check_outputs(files, target, task.out)
    return engines_for_files(files, target, kind, told)


def _say_matches(engines: Iterable[Any]) -> None:
    from toolkit.cli.console import note

    exact, fuzzy = (sum(counts) for counts in zip(*((e.exact_matches, e.fuzzy_matches) for e in engines), strict=True))
    note(f"from the memory: {exact} exact, {fuzzy} fuzzy")


def _check_texts(task: Task, json_output: bool) -> bool:
    """Whether several files are to be translated; refuses what cannot be done before a package is loaded."""
    from toolkit.api.streams import check_reading
    from toolkit.api.translating import check_kind, check_translation_name, is_text_kind
    from toolkit.errors import InputError
    from toolkit.files import check_output_file, check_output_folder

    paths, out = task.paths, task.out
    check_reading(task.wrap, task.hidden)
    if "" in paths:
        raise InputError("an empty path; name a file or a folder, or give a text in quotes")
    if "-" in paths and len(paths) > 1:
        raise InputError("- (stdin) goes alone; give either - or files")
    if len(paths) > 1 and not any(_PATH.search(p) or os.path.lexists(p) for p in paths):
        raise InputError(f'{paths[0]}: no such file; put a text in quotes: bitext translate "{" ".join(paths)}"')
    alone = _is_text(task) or paths == ["-"]
    several = len(paths) > 1 or any(Path(p).is_dir() for p in paths) or (isinstance(out, FolderPath) and not alone)
    if several and out is None and not json_output:
        raise InputError("several files need --out FOLDER")
    if several and out is not None and not json_output:
        if out.is_file():
            raise InputError(f"{out}: a file, but several inputs need a folder; change --out")
        check_output_folder(out)
    elif alone:
        check_output_file(out, task.force)
    else:
        check_output_file(out, task.force, inputs=paths)
    if alone:
        check_kind("-", task.kind or "text")
        return False
    found = task.files()
    if not several and out is not None:
        check_translation_name(found[0][0], out, task.kind)
    if not several and not is_text_kind(check_kind(found[0][0], task.kind)) and out is None and sys.stdout.isatty():
        raise InputError(f"{paths[0]}: its translation is a binary file; give --out FILE")
    return several


def _is_text(task: Task) -> bool:
    """Whether the argument is a text rather than a path; with ``--out``, a single word is taken for a mistyped path."""
    [text, *others] = task.paths
    if others or text == "-" or not text.strip() or os.path.lexists(text) or _PATH.search(text.strip()):
        return False
    return task.out is None or any(c.isspace() for c in text)


def _translate_one(task: Task, engines: Engines) -> bool:
    """Translate a text, a file or standard input, and return whether something was lost or there was nothing to do."""
    from toolkit.api.streams import is_large
    from toolkit.cli.console import note, progress, tell_charsets, tell_differences, tell_languages
    from toolkit.cli.translate_lines import translate_in_parts, translate_lines
    from toolkit.files import write_bytes

    [engine] = engines.by_language.values()
    if task.paths == ["-"] and task.kind in (None, "text"):
        translate_lines(task, engine)
        return False
    if not task.strict and os.path.isfile(task.paths[0]) and is_large(task.paths[0], task.kind):
        return translate_in_parts(task, engine)
    with progress(None, "segments", task.quiet or _is_text(task)) as advance:
        made = _translated(task.paths[0], task, engine, advance)
    refused = task.strict and bool(made.differences)
    if task.out is not None and not refused:
        write_bytes(task.out, made.data)
    elif not refused:
        sys.stdout.flush()
        sys.stdout.buffer.write(made.data + b"\n" * _is_text(task))
        sys.stdout.buffer.flush()
    if _is_text(task) and not task.quiet:
        note("bitext: no file has this name, so the text itself was translated")
    name = "<stdin>" if task.paths == ["-"] else task.paths[0]
    tell_charsets({name: made.charset})
    tell_languages({name: made.other_language}, engine.pair.source)
    tell_differences(name, made.differences, refused)
    empty = next(made.segments(), None) is None
    if not (task.quiet or empty or task.out is None):
        _say_counts(made.counts())
    if empty:
        note(f"bitext: {name}: no text to translate in this file")
    return bool(made.differences) or empty


def _translated(path: str, task: Task, engine: Engine, advance: Any) -> TranslatedFile:
    import toolkit

    place: str | BinaryIO = path
    if path == "-":
        place = _named(sys.stdin.buffer.read(), "<stdin>")
    elif _is_text(task):
        place = _named(path.encode("utf-8", "surrogateescape"), "<text>")
    return toolkit.translate_file(
        place, None, engine, kind=task.kind, wrap=task.wrap, hidden_sheets=task.hidden, progress=advance
    )


def _named(content: bytes, name: str) -> BinaryIO:
    stream = io.BytesIO(content)
    stream.name = name  # type: ignore[attr-defined]
    return stream


def _say_counts(counts: Counter[str]) -> None:
    from toolkit.api.translating import told_counts
    from toolkit.cli.console import note

    if counts:
        note(told_counts(counts))


def _translate_folder(task: Task, engines: Engines) -> bool:
    """Translate several files, and return whether something was lost or left undone."""
    from toolkit.cli.console import tell_left_out

    found = task.files()
    by_language = dict.fromkeys(engines.by_language, found) if engines.files is None else engines.files
    passed = [_translate_group(task, by_language[language], engine) for language, engine in engines.by_language.items()]
    tell_left_out(task.paths, task.closed.values())
    return not all(passed) or bool(task.closed)


def _translate_group(task: Task, found: Files, engine: Engine) -> bool:
    """Translate files of one language, and return whether nothing was lost or left undone."""
    from toolkit.api.detecting import FileOptions, translate_found
    from toolkit.cli.console import files_text, note, progress, tell_charsets, tell_differences, tell_languages

    assert task.out is not None
    options = FileOptions(task.kind, task.wrap, task.hidden, task.force, task.strict)
    size = sum(os.path.getsize(path) for path, _ in found if os.path.exists(path))
    with progress(size, "bytes", task.quiet) as advance:
        report = translate_found(found, task.out, engine, options, advance)
    for error in report.failed.values():
        note(f"bitext: {error}")
    tell_charsets(report.charsets)
    tell_languages(report.other_languages, engine.pair.source)
    for path, differences in report.differences.items():
        tell_differences(str(path), differences, path in report.refused)
    if not task.quiet:
        undone = len(report.failed) + len(report.refused)
        left = f", {undone} could not be translated" if undone else ""
        before = counted(report.skipped, "was", "were")
        note(f"{files_text(report.done)} translated into {task.out}/, {before} finished before{left}")
        _say_counts(report.counts)
    return report.passed


def _print_segments(task: Task, engines: Engines) -> bool:
    """Print a JSON object for each segment, and return whether a file could not be read."""
    from toolkit.cli.console import note, progress, tell_languages
    from toolkit.errors import InputError
    from toolkit.files import write_text

    alone = _is_text(task) or task.paths == ["-"]
    names = list(task.paths) if alone else [str(path) for path, _ in task.files()]
    failed: list[InputError] = []
    others: dict[str, str] = {}

    def records(advance: Any) -> Iterator[str]:
        from toolkit.files import readable_name

        for name in names:
            engine = engines.of(name)
            if engine is None:
                continue
            try:
                made = _translated(name, task, engine, advance)
            except InputError as error:
                if len(names) == 1:
                    raise
                failed.append(error)
                continue
            shown = "-" if alone else readable_name(PurePath(name))
            others[shown] = made.other_language
            for record in made.segments():
                yield json.dumps({"file": shown, **engines.found(name), **record}, ensure_ascii=False) + "\n"

    with progress(None, "segments", task.quiet) as advance:
        if task.out is None:
            sys.stdout.writelines(records(advance))
        else:
            write_text(task.out, "".join(records(advance)))
    if not engines.guesses:
        tell_languages(others, next(iter(engines.by_language)))
    for error in (undone := [*failed, *task.closed.values()]):
        note(f"bitext: {error}")
    return bool(undone)
