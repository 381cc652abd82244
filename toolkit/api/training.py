"""The stages of training, for programs built on the front door; they need the extra ``[train]``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.files import read_text

if TYPE_CHECKING:
    from toolkit.training.config import Config

Tell = Callable[[str], None]


@dataclass(slots=True, frozen=True)
class TrainingRun:
    """A run of training in its folder.

    Attributes:
        work: folder of data and checkpoints.
        settings: see :func:`read_settings`.
    """

    work: Path
    settings: Config

    @property
    def prepared(self) -> bool:
        """Whether the data are there."""
        return (self.work / "pairs.npz").exists()

    def check_tests(self) -> None:
        """Read the test sets now, not after hours of training.

        Raises:
            InputError: one is missing or not text.
        """
        for test in self.settings.tests.values():
            for path in (test.source, test.reference):
                read_text(Path(path))

    def prepare(self, corpora: Sequence[Path], bases: Sequence[str], tell: Tell) -> None:
        """Clean, mix and encode the corpora, and learn the vocabulary.

        Args:
            corpora: files of units.
            bases: what vocabulary and weights are taken over from.
            tell: called with each line of progress.

        Raises:
            InputError: a corpus or a base cannot be read.
        """
        from toolkit.training.prepare import prepare

        prepare(list(corpora), self.work, self.settings, tell, list(bases))

    def train(self, hours: float, tell: Tell) -> None:
        """Train; an interrupted run resumes.

        Args:
            hours: time to train.
            tell: called with each line of progress.

        Raises:
            InputError: there are no prepared data.
        """
        from toolkit.training.trainer import train

        train(self.work, self.settings, hours, tell)

    def export(self, out: Path, card: Path | None = None, average: Sequence[Path] = ()) -> str:
        """Write an Argos package of the model in int8, and return its SHA-256.

        Args:
            out: file to write.
            card: text for its README.md.
            average: work folders of runs whose weights are averaged in.

        Raises:
            InputError: there is no checkpoint, or runs do not fit together.
            OutputError: the file cannot be written.
        """
        from toolkit.training.export import export

        return export(self.work, out, self.settings, read_text(card) if card else None, list(average))

    def evaluate(self, beams: Sequence[int], tell: Tell) -> None:
        """Score the exported model on the test sets of the settings.

        Args:
            beams: beam sizes.
            tell: called with each line of figures.

        Raises:
            InputError: there is no model, or a test set cannot be read.
        """
        from toolkit.training.evaluate import evaluate_run

        evaluate_run(self.work, self.settings, tell, list(beams))

    def pack(self, out: Path, megabytes: int) -> list[Path]:
        """Write the prepared data as shards of at most some megabytes into a folder, and return them.

        Raises:
            InputError: there are no prepared data.
        """
        from toolkit.training.shards import pack

        return pack(self.work, out, megabytes * 1_000_000)

    def unpack(self, shards: Path) -> int:
        """Put the shards of a folder together as the prepared data, and return the number of pairs.

        Raises:
            InputError: a shard is missing or damaged.
        """
        from toolkit.training.shards import unpack

        return unpack(sorted(shards.glob("shard-*.xz")), self.work)


def read_settings(config: Path | None, reverse: bool = False, bases: Sequence[str] = ()) -> Config:
    """Settings of a run from a TOML file, or the defaults.

    Args:
        config: see ``docs/training.md``.
        reverse: train the other direction, on the same corpora, glossary and tests.
        bases: what vocabulary and weights are taken over from; their shape is not that of the settings.

    Raises:
        InputError: the file cannot be read, or the shape of the network is impossible.
    """
    from toolkit.training.config import check_shape, read_config

    settings = read_config(config)
    if reverse and not settings.reverse:
        settings = settings.reversed()
    if not bases:  # else what training starts from has a say
        check_shape(settings.shape())
    return settings


def require_training() -> None:
    """Find out before any work whether the extra ``[train]`` is installed.

    Raises:
        MissingExtraError: it is not.
    """
    from toolkit.training import require_torch

    require_torch()
