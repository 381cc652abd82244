"""Which engine translates which document: one for all, or with ``--from auto`` one for each language that is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit import Engine
    from toolkit.text.identify import Guess

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


def engine_for_text(content: bytes, name: str, target: str, kind: str | None, load: Callable[[str], Engine]) -> Engines:
    """The engine for one document.

    Raises:
        InputError: its language cannot be told.
    """
    from toolkit.api.detecting import detect
    from toolkit.cli.console import note

    guess = detect(content, Path(name), target, kind)
    note(f"{name}: {guess.language} ({guess.probability:.2f})")
    return Engines({guess.language: load(guess.language)}, {name: guess})


def engines_for_files(files: Files, target: str, kind: str | None, load: Callable[[str], Engine]) -> Engines:
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
        note(f"{path}: {guess.language} ({guess.probability:.2f})")
    for language, group in found.groups.items():
        try:
            engines.by_language[language] = load(language)
        except LanguagePairError as error:
            if len(files) == 1:
                raise
            engines.undone = True
            note(f"bitext: {', '.join(str(path) for path, _ in group)}: {error}")
        else:
            assert engines.files is not None
            engines.files[language] = group
    return engines
