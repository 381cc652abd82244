"""Which engine translates which document: one for all, or with ``--from auto`` one for each language that is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit import Engine
    from toolkit.api.detecting import Guess

AUTO = "auto"
Files = Sequence[tuple[Path, Path]]


@dataclass(slots=True)
class Engines:
    """Engines by document.

    Attributes:
        by_language: the engines; one alone where the language was named.
        guesses: by document, the language that was found.
        files: by language, the files that are translated from it; None where the language was named.
        undone: whether a document is not translated.
    """

    by_language: dict[str, Engine]
    guesses: dict[str, Guess] = field(default_factory=dict)
    files: dict[str, list[tuple[Path, Path]]] | None = None
    undone: bool = False

    def of(self, name: str) -> Engine | None:
        """The engine of a document; None if it is not translated."""
        if self.files is None and not self.guesses:
            [engine] = self.by_language.values()
            return engine
        return self.by_language.get(self.guesses[name].language) if name in self.guesses else None

    def found(self, name: str) -> dict[str, Any]:
        """What a record says of the language that was found."""
        guess = self.guesses.get(name)
        return {"language": guess.language, "confidence": round(guess.probability, 4)} if guess else {}


@dataclass(slots=True, frozen=True)
class Loading:
    """How an engine is loaded.

    Attributes:
        load: takes the source language.
        quiet: do not say which languages were found.
    """

    load: Callable[[str], Engine]
    quiet: bool

    def say(self, name: str, guess: Guess) -> None:
        """Say which language a document is in."""
        from toolkit.cli.console import note

        if not self.quiet:
            note(f"{name}: {guess.language} ({guess.probability:.2f})")


def engine_for_text(content: bytes, name: str, shown: str, target: str, kind: str | None, loading: Loading) -> Engines:
    """The engine for one document that is no file.

    Args:
        content: the document.
        name: by which it is asked for.
        shown: its name in messages.
        target: language that it is to be translated into.
        kind: of the document; None for text.
        loading: of the engine.

    Raises:
        InputError: its language cannot be told.
    """
    from toolkit.api.detecting import detect

    guess = detect(content, Path(shown), target, kind or "text")
    loading.say(shown, guess)
    return Engines({guess.language: loading.load(guess.language)}, {name: guess})


def engines_for_files(files: Files, target: str, kind: str | None, loading: Loading) -> Engines:
    """Engines for files; those whose language cannot be told or has no model are named, and do not stop the others.

    Raises:
        InputError: there is but one file, and its language cannot be told.
        LanguagePairError: there is but one file, and no model for its language.
    """
    from toolkit.api.detecting import detect_files
    from toolkit.cli.console import note
    from toolkit.errors import LanguagePairError

    found = detect_files(files, target, kind)
    if len(files) == 1:
        for error in found.failed.values():
            raise error
    for error in found.failed.values():
        note(f"bitext: {error}")
    engines = Engines({}, {str(path): guess for path, guess in found.guesses.items()}, {}, bool(found.failed))
    for path, guess in found.guesses.items():
        loading.say(str(path), guess)
    for language, group in found.groups.items():
        try:
            engines.by_language[language] = loading.load(language)
        except LanguagePairError as error:
            if len(files) == 1:
                raise
            engines.undone = True
            note(f"bitext: {', '.join(str(path) for path, _ in group)}: {error}")
        else:
            assert engines.files is not None
            engines.files[language] = group
    return engines
