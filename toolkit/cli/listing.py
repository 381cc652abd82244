"""Help that names what the registries hold, plug-ins included."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from typer.core import TyperCommand, TyperGroup

#: What may stand in braces in the help of a command or an option. The modules are imported when that help is asked for.
_REGISTRIES = {
    "checks": "toolkit.checks.registry:CHECKS",
    "checks_on_demand": "toolkit.checks.registry:ON_DEMAND",
    "mends": "toolkit.checks.mending:FIXES",
    "filters": "toolkit.filters.registry:FILTERS",
    "markup": "toolkit.markup.registry:MARKUP",
    "aligners": "toolkit.alignment.registry:ALIGNERS",
    "metrics": "toolkit.evaluation.registry:METRICS",
    "formats": "toolkit.formats.registry:FORMATS",
    "testsets": "toolkit.evaluation.registry:TESTSETS",
}
_PLACE = re.compile(r"\{(" + "|".join(_REGISTRIES) + r")\}")


class ListingCommand(TyperCommand):
    """A command in whose help ``{checks}`` becomes the names of all checks, and so on."""

    def get_help(self, ctx: Any) -> str:
        """The whole help page."""
        for part in (self, *self.params):
            part.help = _filled(getattr(part, "help", None))  # type: ignore[attr-defined]
        return super().get_help(ctx)


class GroupedCommands(TyperGroup):
    """Commands whose help lists them by what they are for."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """A section for each group, in the order of the first command of each."""
        commands: dict[str, list[tuple[str, str]]] = {}
        limit = formatter.width - 6 - max(len(name) for name in self.commands)
        for name, command in self.commands.items():
            panel = getattr(command, "rich_help_panel", None)
            group = panel if isinstance(panel, str) else "Commands"
            commands.setdefault(group, []).append((name, command.get_short_help_str(limit)))
        width = max(len(name) for name in self.commands)
        for group, rows in commands.items():
            with formatter.section(group):
                formatter.write_dl([(name.ljust(width), text) for name, text in rows])


def _filled(text: str | None) -> str | None:
    return text and _PLACE.sub(lambda match: ", ".join(_registry(match[1])), text)


def _registry(name: str) -> Any:
    module, _, attribute = _REGISTRIES[name].partition(":")
    found = getattr(import_module(module), attribute)
    return sorted(found) if isinstance(found, frozenset) else found
