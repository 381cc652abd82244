"""Lists in help texts, from the registries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from toolkit.registry import Registry

Command = TypeVar("Command", bound=Callable[..., Any])


def lists(**registries: Registry[Any]) -> Callable[[Command], Command]:
    """Put names into the help of a command: ``{checks}`` in its docstring becomes those of the registry ``checks``."""

    def put(command: Command) -> Command:
        names = {key: registry.listing() for key, registry in registries.items()}
        command.__doc__ = (command.__doc__ or "").format(**names)
        return command

    return put
