"""``bitext merge``, ``split``, ``sample``, ``sort``, ``stats`` and ``diff``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli import codes
from toolkit.cli.options import Force, From, Inputs, Json, JsonLines, Out, OutFolder, Output, Quiet, ReadAs, To
from toolkit.cli.units_io import read_units, refuse_own_input, write_units


def merge(
    paths: Inputs,
    out: Out,
    dedup: Annotated[bool, typer.Option("--dedup", help="Skip duplicates.")] = False,
    read_as: ReadAs = None,
    output: Output = None,
    source: From = None,
    target: To = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Merge corpora into one file.

    The inputs may have different formats."""
    from toolkit.filters import Cleaner

    refuse_own_input(paths, [out], read_as)
    units = read_units(paths, read_as, source, target, quiet)
    if dedup:
        units = (unit for unit, verdict in Cleaner({"duplicates": {}}).run(units) if verdict)
    write_units(units, out, output, force)


def split(
    paths: Inputs,
    out: OutFolder,
    dev: Annotated[float, typer.Option("--dev", min=0, max=1, help="Share of dev, 0 to 1.")] = 0.05,
    test: Annotated[float, typer.Option("--test", min=0, max=1, help="Share of test, 0 to 1.")] = 0.05,
    by: Annotated[str, typer.Option("--by", help="What stays together: document, source or auto.")] = "auto",
    seed: Annotated[int, typer.Option("--seed", help="Random seed.")] = 1,
    output: Annotated[str, typer.Option("--format", help="Format of the parts.")] = "jsonl",
    read_as: ReadAs = None,
    source: From = None,
    target: To = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Split a corpus into train, dev and test.

    Units are assigned by hash, so the split is the same on any machine. Equal sources stay together; where units name
    their document, whole documents stay together.
    """
    from contextlib import ExitStack

    from toolkit.api.files import check_output_file
    from toolkit.cli.console import note
    from toolkit.corpora import split_corpus
    from toolkit.errors import InputError
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
    count: Annotated[int | None, typer.Option("--count", "-n", min=1, help="Number of units.")] = None,
    share: Annotated[float | None, typer.Option("--share", min=0, max=1, help="Approximate share, 0 to 1.")] = None,
    seed: Annotated[int, typer.Option("--seed", help="Random seed.")] = 1,
    read_as: ReadAs = None,
    output: Output = None,
    source: From = None,
    target: To = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Take a random sample of a corpus.

    The sample keeps the order of the corpus. The same seed takes the same units."""
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
    by: Annotated[str, typer.Option("--by", help="id, document, source, target, length or score:NAME.")] = "source",
    reverse: Annotated[bool, typer.Option("--reverse", help="Reverse the order.")] = False,
    read_as: ReadAs = None,
    output: Output = None,
    source: From = None,
    target: To = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Sort a corpus of any size.

    At most 100,000 units are in memory at a time."""
    from toolkit.corpora import sort_units
    from toolkit.corpora.sorting import key_of

    key_of(by)
    refuse_own_input(paths, [out], read_as)
    write_units(sort_units(read_units(paths, read_as, source, target, quiet), by, reverse), out, output, force)


def stats(
    paths: Inputs,
    json_output: Json = False,
    read_as: ReadAs = None,
    source: From = None,
    target: To = None,
    quiet: Quiet = False,
) -> None:
    """Show statistics of a corpus.

    Counts units, tokens, lengths, languages, findings and scores."""
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
    first: Annotated[Path, typer.Argument(help="Old version.")],
    second: Annotated[Path, typer.Argument(help="New version.")],
    summary: Annotated[bool, typer.Option("--summary", help="Print the counts only.")] = False,
    json_output: JsonLines = False,
    read_as: ReadAs = None,
) -> None:
    """Compare two versions of a corpus.

    Lists the units that were added, removed or translated anew. The exit code is 1 if there is a difference."""
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
