"""``bitext models search``, ``get`` and ``default``: models that can be fetched, and which one is taken."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toolkit.cli import codes
from toolkit.cli.options import Json, Quiet
from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit.api.catalogue import CatalogueModel, ModelFolder

_FROM = Annotated[str, typer.Argument(metavar="FROM", help="Source language.")]
_TO = Annotated[str, typer.Argument(metavar="TO", help="Target language.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to those of ``bitext models``."""
    for name, command in (("search", search), ("get", get), ("default", default)):
        app.command(name)(command)


def search(source: _FROM, target: _TO, json_output: Json = False) -> None:
    """Search the models that can be fetched.

    The catalogue comes with the toolkit; no connection is opened. Scores are BLEU on FLORES devtest, published by the
    sources that the JSON output names. An empty cell means that nothing is published."""
    from toolkit.api.catalogue import codes_wanted, search_models
    from toolkit.cli.console import note, table

    found = search_models(source, target)
    if json_output:
        typer.echo(json.dumps([_described(model) for model in found], ensure_ascii=False, indent=2))
    elif found:
        rows = [["model", "source", "size", "licence", "BLEU", "note"]]
        rows += [_row(model) for model in found]
        typer.echo(table(rows, right=frozenset({2, 4})))
    if not found:
        why = codes_wanted(source, target) or "through English may do: search each half"
        note(f"bitext: the catalogue has no model from {source} to {target}; {why}")
        raise typer.Exit(codes.FOUND)


def get(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of a model, as 'models search' prints it.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before fetching.")] = False,
    mirror: Annotated[
        str | None,
        typer.Option("--mirror", help="Address or folder with a copy: it holds a folder NAME with the files."),
    ] = None,
    only_print: Annotated[
        bool, typer.Option("--print", help="Print the addresses of the files, and fetch nothing.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Fetch a model and install it.

    This is the only command that opens a connection to fetch something. It says what comes from where, how large it is
    and under which licence, and asks. Published sizes and digests are checked, others recorded. An interrupted download
    resumes. Proxies are those of the system and of https_proxy."""
    from toolkit.api.catalogue import check_kind, find_model, get_model, installed_place, model_addresses
    from toolkit.cli.console import note, progress
    from toolkit.errors import InputError, PackageError

    model = find_model(name)
    where = model_addresses(model, mirror)
    if only_print:
        typer.echo("\n".join(where))
        return
    there = installed_place(model)
    if there is not None:
        raise PackageError(f"{there}: {name} is installed already; nothing to fetch")
    check_kind(model)
    for line in _announced(model, where):
        note(line)
    if not yes:
        if not sys.stdin.isatty():
            raise InputError(f"{name}: nobody is there to be asked; add --yes to fetch it")
        if not typer.confirm("Fetch it?", err=True):
            note("bitext: nothing was fetched")
            raise typer.Exit(codes.FOUND)
    with progress(model.size, "bytes", quiet) as advance:
        place = get_model(model, mirror, advance)
    typer.echo(f"installed {name} ({model.from_code} to {model.to_code}) in {place}")


def default(
    source: _FROM,
    target: _TO,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Installed model, or 'embedded'. Omit it to see the choice.")
    ] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Have no default for the pair.")] = False,
) -> None:
    """Set or show the model of a language pair.

    Without a default, commands take the installed model with the best published score, else the highest version, and
    the embedded one last."""
    from toolkit.api.catalogue import chosen_route, default_model, set_default
    from toolkit.errors import InputError, LanguagePairError

    if name and unset:
        raise InputError("--unset takes no name; give one or the other")
    if name or unset:
        set_default(source, target, name)
    chosen = chosen_route(source, target)
    if not chosen:
        raise LanguagePairError(
            f"no installed model translates {source} to {target}; 'bitext models search {source} {target}' shows what "
            f"can be fetched"
        )
    why = "your default" if default_model(source, target) else "no default is set"
    if len(chosen) > 1:
        why = "through English: no installed model is direct"
    typer.echo(f"{source} to {target}: {', then '.join(model.name for model in chosen)} ({why})")


def say_model(source: str, target: str, model: str | None, quiet: bool) -> None:
    """Name the model that a command took, by the name that ``--model`` takes; said in the end, when nothing failed."""
    from toolkit.api.catalogue import chosen_route
    from toolkit.cli.console import note

    if quiet:
        return
    names = [model] if model else [chosen.name for chosen in chosen_route(source, target)]
    if names:
        note(f"model: {', then '.join(names)}{' (through English)' if len(names) > 1 else ''}")


def verify_folder(folder: ModelFolder) -> None:
    """Verify the digests of a model that is no Argos package; the exit code is 1 if a file differs."""
    from toolkit.api.catalogue import verify_folder as problems_of

    problems = problems_of(folder)
    for problem in problems:
        typer.echo(f"{folder.name}: {problem}")
    if problems:
        raise typer.Exit(codes.FOUND)
    typer.echo(f"{folder.name}: good, {counted(len(folder.record['files']), 'file')}")


def folder_card(folder: ModelFolder) -> str:
    """What was noted when a model was installed, its licence among it, and the card that came with it."""
    facts = {**folder_record(folder), "fetched": folder.record.get("fetched", [])}
    text = json.dumps(facts, ensure_ascii=False, indent=2)
    card = folder.path / "README.md"
    shown = (
        card.read_text(encoding="utf-8", errors="replace").rstrip() if card.is_file() else "(no README.md came with it)"
    )
    return f"{text}\n\n{shown}"


def folder_record(folder: ModelFolder) -> dict[str, Any]:
    """A model folder as a row of ``bitext models list``; the digest is that of its largest file."""
    digests = folder.record["files"]
    largest = max(digests, key=lambda inside: (folder.path / inside).stat().st_size if digests else 0, default="")
    return {
        "model": folder.name,
        "name": folder.name,
        "from": folder.from_code,
        "to": folder.to_code,
        "version": folder.version,
        "sha256": digests.get(largest, ""),
        "path": str(folder.path),
        "kind": folder.kind,
        "licence": folder.record["licence"],
    }


def _row(model: CatalogueModel) -> list[str]:
    score = "" if model.score is None else f"{model.score:.1f}"
    note = f"broken: {model.broken}" if model.broken else model.note
    return [model.name, model.source.title, _size(model), model.source.licence, score, note]


def _size(model: CatalogueModel) -> str:
    if model.size is None:
        return ""
    return f"{'' if model.is_exact else '~'}{model.size / 1e6:,.0f} MB"


def _announced(model: CatalogueModel, where: list[str]) -> list[str]:
    """What will be fetched, from where, how large it is, under which licence, and how it can be checked."""
    digests = sum(bool(file.sha256) for file in model.files)
    checked = {0: "none is published; what comes is recorded", len(model.files): "SHA-256 of every file is published"}
    partly = f"published for {digests} of {len(model.files)} files; the rest is recorded"
    size = _size(model) or "not published"
    return [
        f"model    {model.name}: {model.source.title}, {model.from_code} to {model.to_code}, version {model.version}",
        *(f"from     {address}" for address in where),
        f"size     {size}",
        f"licence  {model.source.licence}",
        f"digest   {checked.get(digests, partly)}",
        *([f"warning  {model.broken}"] if model.broken else []),
        *(["needs    pip install 'bitext-toolkit[firefox]' to run it"] if model.source.kind == "firefox" else []),
    ]


def _described(model: CatalogueModel) -> dict[str, Any]:
    files = [
        {"address": f.url, "name": f.name, "size": f.size, "about": f.about, "sha256": f.sha256 or None}
        for f in model.files
    ]
    scores = [{"set": key, "value": value, **model.source.scores[key]} for key, value in sorted(model.scores.items())]
    return {
        "model": model.name,
        "source": model.source.title,
        "homepage": model.source.homepage,
        "as_of": model.source.as_of,
        "kind": model.source.kind,
        "from": model.from_code,
        "to": model.to_code,
        "version": model.version,
        "licence": model.source.licence,
        "size": model.size,
        "files": files,
        "scores": scores,
        "note": model.note,
        "broken": model.broken,
    }
