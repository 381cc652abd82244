"""Print docs/cli.md: the help of every command.

python bench/cli_reference.py > docs/cli.md
"""

from __future__ import annotations

from typing import Any

import typer

from toolkit.cli.app import app

HEADER = """# Commands

Made from `--help` by `python bench/cli_reference.py > docs/cli.md`; a test compares the two.

Exit codes: 0 fine; 1 a check or gate did not pass, or something was lost or left undone; 2 bad usage or input;
130 interrupted; 141 the reader of the output went away. `-` is standard input where a text file is wanted. Messages go
to standard error, results to standard output.

`bitext completion bash >> ~/.bashrc` makes the shell complete commands and options; zsh and fish work alike.

<!-- typer {version} -->
"""


def reference() -> str:
    """Markdown of all commands, in the order of the command tree."""
    parts = [HEADER.format(version=typer.__version__)]
    _add(typer.main.get_command(app), "bitext", parts)
    return "\n".join(parts)


def _add(command: Any, name: str, parts: list[str]) -> None:
    context = command.make_context(name, [], resilient_parsing=True, terminal_width=80, max_content_width=80)
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    parts.append(f"## {name}\n\n```\n{text}\n```\n")
    for child in getattr(command, "commands", {}).values():
        _add(child, f"{name} {child.name}", parts)


if __name__ == "__main__":
    print(reference(), end="")
