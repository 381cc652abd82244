"""One table for everything that is chosen by name: checks, filters, formats, engines and the others.

A registry knows its own rows by ``"module:attribute"`` and imports a module when its row is asked for. Other
distributions add rows by entry points (``[project.entry-points."bitext.checks"]``, docs/plugins.md); those are looked
for when names are listed or a name is not one of ours.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from toolkit.errors import InputError, PluginError, PluginWarning

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

T = TypeVar("T")


@dataclass(slots=True, frozen=True)
class Row(Generic[T]):
    """An entry of a registry.

    Attributes:
        name: what a user types.
        what: one line for help and docs, such as ``numbers, dates and amounts that differ``.
        where: ``module:attribute`` of the object; empty where ``value`` is the object itself.
        value: the object.
        about: facts of a kind that must be known before the object is loaded.
        origin: distribution that brings it; empty for our own.
    """

    name: str
    what: str
    where: str = ""
    value: T | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    origin: str = ""

    def load(self) -> Any:
        """The object; its module is imported now."""
        if self.value is not None:
            return self.value
        module, _, attribute = self.where.partition(":")
        return functools.reduce(getattr, attribute.split("."), import_module(module))


class Registry(Generic[T]):
    """Objects of one kind by name.

    Args:
        kind: singular, for messages, such as ``check``.
        group: of entry points, such as ``bitext.checks``.
        rows: our own, in the order of help and docs.
        fit: takes the name and the object of a plug-in and returns what the registry holds; raises ``TypeError`` with a
            reason where the object is not of the kind.
    """

    def __init__(
        self, kind: str, group: str, rows: Iterable[Row[T]], fit: Callable[[str, Any], T] | None = None
    ) -> None:
        self.kind, self.group = kind, group
        self._rows = {row.name: row for row in rows}
        self._fit = fit
        self._plugged: dict[str, EntryPoint] | None = None
        self._loaded: dict[str, T] = {}
        self._broken: set[str] = set()
        self.version = 0

    def __iter__(self) -> Iterator[str]:
        """All names, plug-ins last."""
        yield from self._rows
        yield from self._plugins()

    def __contains__(self, name: object) -> bool:
        return name in self._rows or name in self._plugins()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, name: str) -> T:
        """The object of a name.

        Raises:
            InputError: no such name.
            PluginError: a plug-in of this name cannot be loaded.
        """
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    @property
    def own(self) -> list[Row[T]]:
        """Rows of the toolkit itself, and those that :meth:`add` has put in; plug-ins are not looked for."""
        return list(self._rows.values())

    def is_plugin(self, name: str) -> bool:
        """Whether another distribution brings it."""
        return name not in self._rows and name in self

    def row(self, name: str) -> Row[T]:
        """The row of a name; a plug-in is loaded for it.

        Raises:
            InputError: no such name.
            PluginError: a plug-in of this name cannot be loaded.
        """
        if name in self._rows:
            return self._rows[name]
        value = self[name]
        words = getattr(value, "what", "") or (value.__doc__ or "").strip().partition("\n")[0].rstrip(".")
        entry = self._plugins()[name]
        return Row(name, words, entry.value, value, origin=_distribution(entry))

    def usable(self) -> Iterator[tuple[str, T]]:
        """Names with their objects; a plug-in that cannot be loaded is left out, with one :class:`PluginWarning`."""
        for name in self:
            try:
                value = self[name]
            except PluginError as error:
                if name not in self._broken:
                    self._broken.add(name)
                    warnings.warn(str(error), PluginWarning, stacklevel=2)
            else:
                yield name, value

    def add(self, name: str, value: T, what: str = "") -> T:
        """Put an object in for this process, in the place of any other of the name; return it.

        Commands and worker processes see plug-ins only.
        """
        self._rows[name] = Row(name, what, value=value)
        self._loaded.pop(name, None)
        self.version += 1
        return value

    def check(self, name: str) -> None:
        """Refuse an unknown name.

        Raises:
            InputError: no such name; the sentence offers the nearest ones.
        """
        if name not in self:
            raise InputError(unknown(self.kind, name, self))

    def _load(self, name: str) -> T:
        if name in self._rows:
            return self._rows[name].load()  # type: ignore[no-any-return]
        self.check(name)
        entry = self._plugins()[name]
        try:
            found = entry.load()
            return self._fit(name, found) if self._fit else found  # type: ignore[no-any-return]
        except Exception as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise PluginError(
                f"{self.kind} '{name}' of {_distribution(entry)} cannot be loaded ({entry.value}: {reason}); update or "
                "uninstall that distribution"
            ) from error

    def _plugins(self) -> dict[str, EntryPoint]:
        if self._plugged is None:
            self._plugged = {}
            for entry in _entry_points().select(group=self.group):
                if entry.name in self._rows or entry.name in self._plugged:
                    warnings.warn(
                        f"{self.kind} '{entry.name}' of {_distribution(entry)} is ignored: the name is taken",
                        PluginWarning,
                        stacklevel=2,
                    )
                else:
                    self._plugged[entry.name] = entry
        return self._plugged


def unknown(kind: str, name: str, choices: Iterable[str]) -> str:
    """The sentence about a name that is none of the choices; it names the nearest of them first."""
    import difflib

    known = list(choices)
    near = difflib.get_close_matches(name.lower(), known, n=2, cutoff=0.6)
    guess = f"; did you mean {' or '.join(repr(n) for n in near)}?" if near else ";"
    return f"unknown {kind} '{name}'{guess} choose from: {', '.join(known)}"


def blame(error: BaseException) -> str:
    """The sentence about a plug-in in whose code something was raised; empty where no plug-in had a part in it."""
    groups = [group for group in _entry_points().groups if group.startswith("bitext.")]
    owners = {e.module.partition(".")[0]: e for group in groups for e in _entry_points().select(group=group)}
    place = error.__traceback__
    found = ""
    while place is not None:
        entry = owners.get(place.tb_frame.f_globals.get("__name__", "").partition(".")[0])
        if entry is not None:
            file = place.tb_frame.f_code.co_filename.rpartition("/")[2]
            what = f"{type(error).__name__}: {error}"
            found = f"{_distribution(entry)} failed ({file}, line {place.tb_lineno}: {what}); update or uninstall it"
        place = place.tb_next
    return found


@functools.cache
def _entry_points() -> Any:
    from importlib.metadata import entry_points

    return entry_points()


def _distribution(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else "an unnamed distribution"
