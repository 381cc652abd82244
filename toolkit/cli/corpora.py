"""``bitext merge``, ``split``, ``sample``, ``sort``, ``stats`` and ``diff``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import codes
from toolkit.cli.convert import write_units

if TYPE_CHECKING:
    from toolkit.units import TranslationUnit

Inputs = Annotated[
    list[Path], typer.Argument(help="Files of units, corpus folders, folders of such files, or patterns.")
]
Out = Annotated[Path, typer.Option("--out", "-o", help="File to write; its suffix gives the format.")]
ReadAs = Annotated[str | None, typer.Option("--read-as", help="Format of the input, if its name cannot tell.")]
Output = Annotated[str | None, typer.Option("--format", help="Format of the output, if its name cannot tell.")]
From = Annotated[str | None, typer.Option("--from", help="Source language, where a file does not say.")]
To = Annotated[str | None, typer.Option("--to", help="Target language, likewise.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]


def read_units(
    paths: list[Path], read_as: str | None, source: str | None, target: str | None, quiet: bool
) -> Iterator[TranslationUnit]:
    """Units of all inputs, with progress."""
    from toolkit.cli.console import watched
    from toolkit.corpora import read_all, unit_files

    files = unit_files(paths, read_as)
    return watched(lambda: read_all(files, source, target, read_as), files, quiet)


def refuse_own_input(paths: list[Path], outputs: list[Path], read_as: str | None = None) -> None:
    """Refuse to write over an input.

    Raises:
        OutputError: an output is one.
    """
    from toolkit.corpora import unit_files
    from toolkit.files import refuse_inputs

    refuse_inputs(outputs, unit_files(paths, read_as))


def merge(
    paths: Inputs,
    out: Out,
    dedup: Annotated[bool, typer.Option("--dedup", help="Leave out units that were there before.")] = False,
    read_as: ReadAs = None,
    output: Output = None,
    source: From = None,
    target: To = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Put several corpora, also of different formats, into one file."""
    from toolkit.filters import Cleaner

    refuse_own_input(paths, [out], read_as)
    units = read_units(paths, read_as, source, target, quiet)
    if dedup:
        units = (unit for unit, verdict in Cleaner({"duplicates": {}}).run(units) if verdict)
    write_units(units, out, output, force)


def split(
    paths: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write train, dev and test into.")],
    dev: Annotated[float, typer.Option("--dev", min=0, max=1, help="Share of dev.")] = 0.05,
    test: Annotated[float, typer.Option("--test", min=0, max=1, help="Share of test.")] = 0.05,
    by: Annotated[
        str, typer.Option("--by", help="auto, document or source: what must not fall on two sides.")
    ] = "auto",
    seed: Annotated[int, typer.Option("--seed", help="Another one, another split.")] = 1,
    output: Annotated[str, typer.Option("--format", help="Format of the parts.")] = "jsonl",
    read_as: ReadAs = None,
    source: From = None,
    target: To = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Split a corpus into train, dev and test by hashes: the same units, the same sides, on any machine.

    Equal sources fall on one side; where units name their document, whole documents do.
    """
    from contextlib import ExitStack

    from toolkit.cli.console import note
    from toolkit.corpora import split_corpus
    from toolkit.errors import InputError
    from toolkit.files import check_output_file
    from toolkit.formats import FORMATS, format_of
    from toolkit.formats.jsonl import read_lines
    from toolkit.formats.jsonl import write as write_lines

    form = format_of(out, output)
    if form.many or not form.writes:
        known = ", ".join(name for name, one in FORMATS.usable() if one.writes and not one.many)
        raise InputError(f"--format {output}: not one file a part; choose from: {known}")
    if dev + test > 1:
        raise InputError("--dev and --test are more than the whole")
    shares = [("dev", dev), ("test", test), ("train", 1 - dev - test)]
    places = {name: out / f"{name}{form.suffix}" for name, share in shares if share > 0}
    for place in places.values():
        check_output_file(place, force)
    refuse_own_input(paths, list(places.values()), read_as)
    import tempfile

    with ExitStack() as stack:
        spools = {name: stack.enter_context(tempfile.TemporaryFile()) for name in places}
        for name, unit in split_corpus(read_units(paths, read_as, source, target, quiet), shares, by, seed):
            write_lines([unit], spools[name])
        for name, spool in spools.items():
            spool.seek(0)
            report = FORMATS[form.name].write(read_lines(spool), places[name])
            note(f"{report.units} units written to {places[name]}")


def sample(
    paths: Inputs,
    out: Out,
    count: Annotated[int | None, typer.Option("--count", "-n", min=1, help="So many units.")] = None,
    share: Annotated[float | None, typer.Option("--share", min=0, max=1, help="About this share.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Another one, another sample.")] = 1,
    read_as: ReadAs = None,
    output: Output = None,
    source: From = None,
    target: To = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Take a random sample, in the order of the corpus; the same seed takes the same units."""
    from toolkit.corpora import sample_count, sample_share
    from toolkit.errors import InputError

    if (count is None) == (share is None):
        raise InputError("give either --count or --share")
    refuse_own_input(paths, [out], read_as)
    units = read_units(paths, read_as, source, target, quiet)
    chosen = iter(sample_count(units, count, seed)) if count is not None else sample_share(units, share or 0.0, seed)
    write_units(chosen, out, output, force)


def sort(
    paths: Inputs,
    out: Out,
    by: Annotated[str, typer.Option("--by", help="id, document, source, target, length, or score:NAME.")] = "source",
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
    read_as: ReadAs = None,
    output: Output = None,
    source: From = None,
    target: To = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Sort a corpus of any size; at most 100,000 units are in memory."""
    from toolkit.corpora import sort_units
    from toolkit.corpora.sorting import key_of

    key_of(by)
    refuse_own_input(paths, [out], read_as)
    write_units(sort_units(read_units(paths, read_as, source, target, quiet), by, reverse), out, output, force)


def stats(
    paths: Inputs,
    json_output: Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")] = False,
    read_as: ReadAs = None,
    source: From = None,
    target: To = None,
    quiet: Quiet = False,
) -> None:
    """Count units, tokens, lengths, languages, findings and scores."""
    from toolkit.corpora import CorpusStatistics, histogram_text

    counts = CorpusStatistics()
    for unit in read_units(paths, read_as, source, target, quiet):
        counts.add(unit)
    found = counts.to_dict()
    if json_output:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for name in ("units", "distinct_sources", "documents", "with_an_empty_side", "of_human_origin", "with_findings"):
        typer.echo(f"{name.replace('_', ' '):20} {found[name]}")
    for side in ("source", "target"):
        part = found[side]
        typer.echo(f"\n{side}: {part['tokens']} tokens, {part['characters']} characters; tokens a unit:")
        rows = [(f"{r['from']}-{r['to'] - 1 if r['to'] else ''}", r["units"]) for r in part["lengths"]]
        typer.echo("\n".join(histogram_text(rows)))
    for name, score in found["scores"].items():
        typer.echo(f"\nscore {name}: mean {score['mean']}, {score['lowest']} to {score['highest']}:")
        typer.echo("\n".join(histogram_text([(f"{r['from']:.1f}", r["units"]) for r in score["histogram"]])))
    for name in ("languages", "kinds", "findings"):
        if found[name]:
            typer.echo(f"\n{name}:")
            typer.echo("\n".join(histogram_text(list(found[name].items()))))


def diff(
    first: Annotated[Path, typer.Argument(help="Corpus before.")],
    second: Annotated[Path, typer.Argument(help="Corpus after.")],
    summary: Annotated[bool, typer.Option("--summary", help="Only the counts.")] = False,
    json_output: Annotated[bool, typer.Option("--json", help="A JSON object a line for each difference.")] = False,
    read_as: ReadAs = None,
) -> None:
    """Show which units were added, removed or translated anew. Exit code 1 if there is a difference."""
    from collections import Counter

    from toolkit.cli.console import printable
    from toolkit.corpora import compare_corpora

    counts: Counter[str] = Counter()
    pair = [lambda path=path: read_units([path], read_as, None, None, True) for path in (first, second)]
    for one in compare_corpora(pair[0], pair[1]):
        counts[one.kind] += 1
        if summary:
            continue
        unit = one.unit
        if json_output:
            record = {"kind": one.kind, "id": unit.id, "source": unit.source, "target": unit.target}
            typer.echo(
                json.dumps(record | ({"before": one.before} if one.kind == "changed" else {}), ensure_ascii=False)
            )
            continue
        name, old, new, before = (printable(t, " ") for t in (unit.id, unit.source, unit.target, one.before))
        if one.kind == "changed":
            typer.echo(f"  {name}\t{old}\n- {before}\n+ {new}")
        else:
            typer.echo(f"{'+' if one.kind == 'added' else '-'} {name}\t{old}\t{new}")
    if not json_output:
        typer.echo(f"{counts['added']} added, {counts['removed']} removed, {counts['changed']} changed")
    if counts:
        raise typer.Exit(codes.FOUND)
