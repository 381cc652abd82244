"""``bitext completion``: a script that makes a shell complete commands and options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

#: Variable by which a shell asks for completions; the script sets it.
VARIABLE = "_BITEXT_COMPLETE"


class Shell(StrEnum):
    """Shells that can complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def completion(shell: Annotated[Shell, typer.Argument(help="Name of the shell.")]) -> None:
    """Print a script for shell completion.

    bash: bitext completion bash >> ~/.bashrc

    zsh: bitext completion zsh >> ~/.zshrc

    fish: bitext completion fish > ~/.config/fish/completions/bitext.fish
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    typer.echo(get_completion_script(prog_name="bitext", complete_var=VARIABLE, shell=shell.value))
