"""``bitext models``: Argos packages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toolkit.cli import codes

if TYPE_CHECKING:
    from toolkit.api.packages import PackageInfo

app = typer.Typer(help="Search, get, list and verify models.", no_args_is_help=True, rich_markup_mode=None)
_JSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def list_models(json_output: _JSON = False) -> None:
    """List the available packages.

    Broken folders are named with their fault."""
    from toolkit.api.catalogue import model_folders
    from toolkit.api.packages import list_packages
    from toolkit.cli.console import note, table
    from toolkit.cli.models_get import folder_record

    good, broken = list_packages()
    folders, others = model_folders()
    records = [_record(package, name) for name, package in good] + [folder_record(folder) for folder in folders]
    if json_output:
        faults = [{"path": str(b.path), "fault": b.reason} for b in broken]
        faults += [{"path": str(path), "fault": reason} for path, reason in others]
        typer.echo(json.dumps({"packages": records, "broken": faults}, ensure_ascii=False, indent=2))
        return
    rows = [["model", "from", "to", "version", "sha256"]]
    rows += [[r["model"], r["from"], r["to"], r["version"], r["sha256"][:12]] for r in records]
    typer.echo(table(rows))
    for fault in broken:
        note(f"bitext: {fault.reason}")
    for _, reason in others:
        note(f"bitext: {reason}")


@app.command("info")
def info(model: Annotated[str, typer.Argument(help="'embedded', an installed name, or a path.")]) -> None:
    """Print the facts and the card of a model."""
    from pathlib import Path

    from toolkit.api.catalogue import find_folder, model_facts
    from toolkit.api.packages import verify_package
    from toolkit.errors import PackageError

    if folder := find_folder(model):
        from toolkit.cli.models_get import folder_card

        typer.echo(folder_card(folder))
        return
    if facts := model_facts(Path(model)):
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    package, _ = verify_package(model)
    typer.echo(json.dumps(_record(package, model), ensure_ascii=False, indent=2))
    try:
        typer.echo("\n" + package.read("README.md").decode("utf-8", "replace").rstrip())
    except PackageError:
        typer.echo("\n(no README.md in this package)")


@app.command("install")
def install(
    package: Annotated[str, typer.Argument(help="An .argosmodel file, or a pair of languages such as fr-en.")],
) -> None:
    """Install a package file.

    A refused package leaves everything as it was.

    A pair of languages is looked for among the .argosmodel files in this folder; nothing is downloaded.
    """
    from toolkit.api.packages import install_package

    installed = install_package(package)
    typer.echo(f"installed {installed.name} ({installed.from_code} to {installed.to_code}) in {installed.path}")


@app.command("remove")
def remove(name: Annotated[str, typer.Argument(help="Name of an installed package.")]) -> None:
    """Remove an installed package or model.

    A pair of languages that had it for a default has none then."""
    from toolkit.api.catalogue import forget_default
    from toolkit.api.packages import remove_package

    typer.echo(f"removed {remove_package(name)}")
    for pair in forget_default(name):
        typer.echo(f"{pair}: no default any more")


@app.command("verify")
def verify(model: Annotated[str, typer.Argument(help="'embedded', an installed name, or a path.")]) -> None:
    """Verify the digests of a package.

    They were recorded when it was installed or shipped. The exit code is 1 if a file differs."""
    from toolkit.api.catalogue import find_folder
    from toolkit.api.packages import verify_package

    if folder := find_folder(model):
        from toolkit.cli.models_get import verify_folder

        verify_folder(folder)
        return
    package, problems = verify_package(model)
    for problem in problems:
        typer.echo(f"{package.name}: {problem}")
    if problems:
        raise typer.Exit(codes.FOUND)
    typer.echo(f"{package.name}: good, sha256 {package.sha256}")


@app.command("convert")
def convert(
    release: Annotated[str, typer.Argument(help="Folder or zip file of an OPUS-MT or Marian model.")],
    out: Annotated[str, typer.Option("--out", "-o", help="The folder to make.")],
) -> None:
    """Convert an OPUS-MT release to a folder.

    The folder has int8 weights and the tokenizers; give it to --model. Nothing is downloaded."""
    from toolkit.api.catalogue import convert_model

    typer.echo(f"converted to {convert_model(release, out)}")


def _record(package: PackageInfo, model: str) -> dict[str, Any]:
    return {
        "model": model,
        "name": package.name,
        "from": package.from_code,
        "to": package.to_code,
        "version": package.version,
        "sha256": package.sha256,
        "path": str(package.path),
    }
