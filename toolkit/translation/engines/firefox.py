"""A model of Firefox Translations, run by ``fxtranslate`` (extra ``[firefox]``).

These models are small and quick. Their decoder (SSRU) does not run in CTranslate2, and they give one translation
without a score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from toolkit.errors import LanguagePairError, MissingExtraError, PackageError
from toolkit.files import sha256_file
from toolkit.languages.pair import LanguagePair
from toolkit.languages.tags import canonical
from toolkit.packages.ranking import record_of
from toolkit.translation.base import DEFAULT_BEAM, Hypothesis, Resources
from toolkit.translation.engines.beam import has_character
from toolkit.translation.engines.ct2 import load_pieces

_MODEL = re.compile(r"model\.([a-z]{2,3})([a-z]{2,3})\.intgemm.*\.bin")
# The engine cuts longer sentences off without a word.
_LIMIT = 120


class FirefoxModel:
    """The model of a folder.

    Args:
        folder: with the files of a model as Firefox names them, unpacked.
        pair: languages that are wanted.

    Raises:
        LanguagePairError: the model has other languages.
        PackageError: a file is missing or damaged.
        MissingExtraError: ``fxtranslate`` is not installed.
    """

    alternatives = 1
    scores = False
    limit = _LIMIT
    resources = Resources()

    def __init__(self, folder: Path, pair: LanguagePair) -> None:
        try:
            from fxtranslate import Translator
        except ImportError:
            raise MissingExtraError(
                f"{folder}: models of Firefox need fxtranslate; pip install 'bitext-toolkit[firefox]'"
            ) from None
        self.folder, self.pair = folder, pair
        model, source, target, shortlist = model_files(folder, pair)
        self._model = model
        self._source = load_pieces(source)
        self._target = self._source if target == source else load_pieces(target)
        try:
            self._translator: Any = Translator(
                model.read_bytes(),
                source.read_bytes(),
                target.read_bytes(),
                shortlist.read_bytes() if shortlist else None,
            )
        except (ValueError, OSError) as error:
            raise PackageError(f"{model}: fxtranslate cannot load the model ({error})") from None

    @property
    def signature(self) -> str:
        """Name and digest of the model, and the version of the engine."""
        from importlib.metadata import version

        return f"model:{self._model.name}|sha256:{sha256_file(self._model)[:12]}|fxtranslate:{version('fxtranslate')}"

    @property
    def facts(self) -> dict[str, str]:
        """Name, digest and languages."""
        name, digest = self.folder.resolve().name, sha256_file(self._model)
        return {"package": name, "sha256": digest, "from": self.pair.source, "to": self.pair.target}

    def count(self, text: str) -> int:
        """Number of pieces."""
        return len(self._source.encode(text))

    def spells(self, character: str) -> bool:
        """Whether both vocabularies have a character; a letter only needs to be in that of the source."""
        return has_character(self._source, character) and (
            character.isalpha() or has_character(self._target, character)
        )

    def hypotheses(
        self, texts: Sequence[str], number: int = 1, avoid_repeats: int = 0
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Yield (number of a text, its one translation)."""
        for index, text in enumerate(texts):
            yield index, [Hypothesis(self._translator.translate(text))]


def model_files(folder: Path, pair: LanguagePair) -> tuple[Path, Path, Path, Path | None]:
    """Model, vocabularies of source and target, and the shortlist of a folder, if there is one.

    Raises:
        LanguagePairError: the model has other languages.
        PackageError: a file is missing, or still packed.
    """
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    found = [match for name in names if (match := _MODEL.fullmatch(name))]
    if len(found) != 1:
        packed = any(name.endswith((".bin.gz", ".bin.zst")) for name in names)
        more = "unpack its files first" if packed else "one file model.*.intgemm*.bin is wanted"
        raise PackageError(f"{folder}: no model of Firefox; {more}")
    record = record_of(folder)
    said = [str(record.get("from") or found[0][1]), str(record.get("to") or found[0][2])]
    if [canonical(code).split("-")[0] for code in said] != [canonical(code).split("-")[0] for code in pair]:
        raise LanguagePairError(
            f"{folder}: translates {said[0]} to {said[1]}, not {pair.source} to {pair.target}; change --from and --to "
            f"or the model"
        )

    def one(*starts: str) -> Path | None:
        return next((folder / n for start in starts for n in names if n.startswith(start) and n.endswith(".spm")), None)

    source, target = one("srcvocab.", "vocab."), one("trgvocab.", "vocab.")
    if source is None or target is None:
        raise PackageError(f"{folder}: no vocabulary beside the model (vocab.*.spm, or srcvocab and trgvocab)")
    lists = [folder / name for name in names if name.startswith("lex.") and name.endswith(".bin")]
    return folder / found[0][0], source, target, lists[0] if lists else None


def open_model(
    pair: LanguagePair, where: str = "", beam: int = DEFAULT_BEAM, threads: int | None = None
) -> FirefoxModel:
    """The model of a folder; beam and threads are the engine's own matter.

    Raises:
        LanguagePairError, PackageError, MissingExtraError: see :class:`FirefoxModel`.
    """
    if not where:
        raise PackageError("firefox: no folder is named; write --model firefox:FOLDER")
    return FirefoxModel(Path(where), pair)
