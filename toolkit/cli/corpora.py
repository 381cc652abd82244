"""``bitext merge``, ``split``, ``sample``, ``sort``, ``stats`` and ``diff``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli import codes
from toolkit.cli.options import Force, From, Inputs, Json, JsonLines, Out, OutFolder, Output, Quiet, ReadAs, To
from toolkit.cli.units_io import read_units, refuse_own_input, write_units
from toolkit.wording import counted


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
    from toolkit.api.corpora import merge as merged

    refuse_own_input(paths, [out], read_as)
    write_units(merged(read_units(paths, read_as, source, target, quiet), dedup=dedup), out, output, force)


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
    from toolkit.api.corpora import SplitPlan
    from toolkit.cli.console import note

    plan = SplitPlan.of(out, dev, test, output, force)
    refuse_own_input(paths, list(plan.places.values()), read_as)
    written = {}
    for place, report in plan.write(read_units(paths, read_as, source, target, quiet), by, seed):
        note(f"{counted(report.units, 'unit')} written to {place}")
        written[place] = report.units
    if empty := [str(place) for place, units in written.items() if not units]:
        more = " (--by source parts them)" if by != "source" else ""
        reason = f"there are few units, or few documents, which stay together{more}"
        note(f"bitext: warning: {', '.join(empty)}: no units; {reason}")


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
    from toolkit.api.corpora import sample as sampled
    from toolkit.errors import InputError

    if (count is None) == (share is None):
        raise InputError("give either --count or --share")
    refuse_own_input(paths, [out], read_as)
    units = read_units(paths, read_as, source, target, quiet)
    write_units(sampled(units, count=count, share=share, seed=seed), out, output, force)


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
    from toolkit.api.corpora import check_sort_key
    from toolkit.api.corpora import sort as sorted_by

    check_sort_key(by)
    refuse_own_input(paths, [out], read_as)
    write_units(sorted_by(read_units(paths, read_as, source, target, quiet), by, reverse=reverse), out, output, force)


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
    from toolkit.api.corpora import histogram
    from toolkit.api.corpora import stats as statistics_of

    found = statistics_of(read_units(paths, read_as, source, target, quiet))
    if json_output:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for name in ("units", "distinct_sources", "documents", "with_an_empty_side", "of_human_origin", "with_findings"):
        typer.echo(f"{name.replace('_', ' '):20} {found[name]}")
    for side in ("source", "target"):
        part = found[side]
        typer.echo(
            f"\n{side}: {counted(part['tokens'], 'token')}, {counted(part['characters'], 'character')}; tokens a unit:"
        )
        rows = [(f"{r['from']}-{r['to'] - 1 if r['to'] else ''}", r["units"]) for r in part["lengths"]]
        typer.echo(histogram(rows))
    for name, score in found["scores"].items():
        typer.echo(f"\nscore {name}: mean {score['mean']}, {score['lowest']} to {score['highest']}:")
        typer.echo(histogram([(f"{r['from']:.1f}", r["units"]) for r in score["histogram"]]))
    for name in ("languages", "kinds", "findings"):
        if found[name]:
            typer.echo(f"\n{name}:")
            typer.echo(histogram(list(found[name].items())))


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

    from toolkit.api.corpora import diff as differences
    from toolkit.cli.console import printable

    counts: Counter[str] = Counter()
    pair = [lambda path=path: read_units([path], read_as, None, None, True) for path in (first, second)]
    for one in differences(pair[0], pair[1]):
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
