"""What a project holds: documents, and rows of sentences with the state of the work on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from toolkit.languages.tags import sentence_gap
from toolkit.units import Finding, TranslationUnit


class State(StrEnum):
    """How far a unit is."""

    #: Nobody has touched it; its target is that of the machine, of the file, or empty.
    OPEN = "open"
    #: A person has changed it, and has not said that it is done.
    EDITED = "edited"
    #: A person says that it is done.
    ACCEPTED = "accepted"


class Kind(StrEnum):
    """Where the units of a document come from."""

    #: Text in one language, which a machine translated; its translation can be written in its own format.
    TEXT = "text"
    #: A file of units.
    BITEXT = "bitext"
    #: Two texts that were aligned.
    ALIGNED = "aligned"


@dataclass(slots=True, frozen=True)
class DocumentRow:
    """A document of a project.

    Attributes:
        number: its key.
        name: of its file, unique in the project.
        kind: see :class:`Kind`.
        units: how many it has.
        done: how many of them are accepted.
        words, words_done: words of the sources, of all and of the accepted units.
    """

    number: int
    name: str
    kind: Kind
    units: int = 0
    done: int = 0
    words: int = 0
    words_done: int = 0

    def to_dict(self) -> dict[str, str | int]:
        """JSON-ready values, for people: without the key."""
        return {
            "name": self.name,
            "kind": self.kind.value,
            "units": self.units,
            "accepted": self.done,
            "words": self.words,
            "words_accepted": self.words_done,
        }


@dataclass(slots=True)
class Row:
    """A unit under work.

    Attributes:
        number: its key, which it keeps for life.
        document: key of its document.
        place: where it stands in its document; rows are sorted by it.
        unit: languages, id, paragraph, scores, findings; its texts are those of ``source`` and ``target``.
        source, target: sentences.
        state: see :class:`State`.
        revision: grows by one with each change.
        machine: the first target that it had.
        comment: of a person.
        anchor: its sentences begin together whatever an aligner says.
    """

    number: int
    document: int
    place: float
    unit: TranslationUnit
    source: tuple[str, ...]
    target: tuple[str, ...]
    state: State = State.OPEN
    revision: int = 1
    machine: str = ""
    comment: str = ""
    anchor: bool = False
    findings: list[Finding] = field(default_factory=list)

    @property
    def fixed(self) -> bool:
        """Whether an aligner leaves it alone."""
        return self.anchor or self.state is State.ACCEPTED

    def texts(self) -> tuple[str, str]:
        """Source and target, the sentences joined."""
        unit = self.unit
        return (
            sentence_gap(unit.source_language).join(self.source),
            sentence_gap(unit.target_language).join(self.target),
        )


class Conflict(Exception):
    """A unit was changed by somebody else since it was read.

    Attributes:
        rows: the units as they are now; those that are gone are missing.
    """

    def __init__(self, rows: list[Row]) -> None:
        super().__init__("the unit was changed elsewhere in the meantime")
        self.rows = rows
