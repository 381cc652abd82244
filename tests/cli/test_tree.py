"""The command tree as a whole: groups, summaries that are never cut, and one name for each option."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from tests.conftest import ROOT
from toolkit.cli.app import app

TREE = typer.main.get_command(app)


def commands(command: Any = TREE, name: str = "bitext") -> Iterator[tuple[str, Any]]:
    children = getattr(command, "commands", None)
    if children is None:
        yield name, command
    for key, child in (children or {}).items():
        yield from commands(child, f"{name} {key}")


def help_of(command: Any, name: str) -> str:
    context = command.make_context(name, [], resilient_parsing=True, terminal_width=80, max_content_width=80)
    return str(command.get_help(context))


def test_help_lists_commands_by_what_they_are_for() -> None:
    text = help_of(TREE, "bitext")
    places = [text.index(f"\n{group}:\n") for group in ("Translate", "Align", "Corpus", "Quality", "Models")]
    assert places == sorted(places)
    assert all(f"\n  {name} " in text for name in TREE.commands)


def test_no_summary_is_cut() -> None:
    for command in (TREE, *(c for c in TREE.commands.values() if hasattr(c, "commands"))):
        text = help_of(command, "bitext")
        assert "…" not in text and "..." not in text.split("\n", 1)[1]
        assert all(len(child.get_short_help_str(200)) < 45 for child in command.commands.values())


def test_an_option_has_one_short_form_everywhere() -> None:
    forms: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    longs: dict[str, set[str]] = defaultdict(set)
    for _, command in commands():
        for option in (p for p in command.params if p.opts[0].startswith("--")):
            short = tuple(o for o in option.opts if not o.startswith("--"))
            forms[option.opts[0]].add(short)
            for one in short:
                longs[one].add(option.opts[0])
    assert {name for name, found in forms.items() if len(found) > 1} == set()
    assert {name for name, found in longs.items() if len(found) > 1} == set()
    assert forms["--out"] == {("-o",)} and forms["--quiet"] == {("-q",)} and forms["--force"] == {("-f",)}


def test_languages_and_outputs_have_one_name() -> None:
    names = {option for _, command in commands() for p in command.params for option in p.opts}
    assert not names & {"--output", "--source", "--target", "--overwrite", "--silent", "--language"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes(bitext: Any, shell: str) -> None:
    script = bitext("completion", shell)
    assert script.returncode == 0 and b"_BITEXT_COMPLETE" in script.stdout


def test_commands_and_options_are_completed() -> None:
    environment = {"_BITEXT_COMPLETE": "complete_bash", "COMP_CWORD": "1", "PATH": ""}
    for words, number, wanted in (("bitext tra", 1, "translate"), ("bitext align --bound", 2, "--boundaries")):
        environment |= {"COMP_WORDS": words, "COMP_CWORD": str(number)}
        done = subprocess.run(
            [sys.executable, "-m", "toolkit"], env=environment, cwd=ROOT, capture_output=True, text=True
        )
        assert wanted in done.stdout.split()


@pytest.mark.parametrize(
    ("arguments", "wanted"), [(["tranlsate"], "translate"), (["align", "--boundary", "none"], "--boundaries")]
)
def test_what_was_meant_is_suggested(bitext: Any, arguments: list[str], wanted: str) -> None:
    result = bitext(*arguments)
    assert result.returncode == 2 and wanted.encode() in result.stderr


def test_commands_do_not_import_commands() -> None:
    named = {name.split()[1].replace("-", "_") for name, _ in commands()} | {"corpora", "models"}
    for path in (ROOT / "toolkit" / "cli").glob("*.py"):
        if path.stem in ("app", "__init__"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("toolkit.cli."):
                assert (node.module or "").split(".")[2] not in named, path


#: What may be imported anywhere in ``toolkit/cli``: the front door, the server, which is built on it as the command line
#: is, and the ground floor that knows nothing of texts.
FRONT = (
    "toolkit.cli",
    "toolkit.api",
    "toolkit.errors",
    "toolkit.files",
    "toolkit.meter",
    "toolkit.registry",
    "toolkit.server",
    "toolkit.version",
    "toolkit.wording",
)


def test_the_command_line_calls_the_front_door() -> None:
    found = set()
    for path in (ROOT / "toolkit" / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            if module.startswith("toolkit.") and not module.startswith(FRONT):
                found.add(path.stem)
    assert found == set()
