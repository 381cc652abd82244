"""An Argos package as a model."""

from __future__ import annotations

import functools
import re
from typing import Any

from toolkit.errors import PackageError
from toolkit.languages.pair import LanguagePair
from toolkit.lexical.copies import package_source_words
from toolkit.lexical.known_words import package_known_words
from toolkit.lexical.lexicon import package_words
from toolkit.lexical.word_model import package_word_model
from toolkit.packages.archive import LIMIT, PARTED, PackageInfo
from toolkit.packages.store import find_package
from toolkit.text.typography import part_quotes
from toolkit.translation.base import DEFAULT_BEAM, Resources
from toolkit.translation.engines.beam import BeamModel, Frame, Tokenizer, load_ctranslate2

_DEFAULT_LIMIT = 160
_SPACES = re.compile(" {2,}")


class ArgosModel(BeamModel):
    """The model of an Argos package.

    Args:
        package: validated, embedded, installed or a file.
        beam: beam size; 1 is greedy.
        threads: translations that run at the same time, each on one core; None for one a core.
        length_penalty: exponent of the length by which a hypothesis' score is divided.

    Raises:
        PackageError: the model, the tokenizer or another file of the package cannot be loaded.
    """

    def __init__(
        self, package: PackageInfo, beam: int = DEFAULT_BEAM, threads: int | None = None, length_penalty: float = 1.0
    ) -> None:
        self.package = package
        prefix = str(package.metadata.get("target_prefix") or "")
        tokenizer = load_tokenizer(package)
        super().__init__(
            LanguagePair(package.from_code, package.to_code),
            load_ctranslate2(package.path, threads, package.model_files()),
            (tokenizer, tokenizer),
            frame=Frame(target=(prefix,) if prefix else ()),
            limit=int(package.metadata.get(LIMIT, _DEFAULT_LIMIT)),
            beam=beam,
            length_penalty=length_penalty,
        )

    @property
    def signature(self) -> str:
        """Package, digest and decoding."""
        return f"model:{self.package.name}|sha256:{self.package.sha256[:12]}|{self.decoding}"

    @property
    def facts(self) -> dict[str, str]:
        """Name, digest and version of the package."""
        package = self.package
        return {
            "package": package.name,
            "sha256": package.sha256,
            "from": package.from_code,
            "to": package.to_code,
            "version": package.version,
        }

    @functools.cached_property
    def resources(self) -> Resources:
        """Lexicon, word list and word-to-word model of the package.

        Raises:
            PackageError: one of them is damaged.
        """
        package = self.package
        return Resources(
            package_words(package),
            package_known_words(package),
            package_source_words(package),
            package_word_model(package),
        )


def open_model(pair: LanguagePair, where: str = "", beam: int = DEFAULT_BEAM, threads: int | None = None) -> ArgosModel:
    """The model of a package; see :func:`toolkit.packages.store.find_package` for what ``where`` may be.

    Raises:
        LanguagePairError: there is no package for the pair, or the named one has other languages.
        PackageError: the package is missing or broken.
    """
    return ArgosModel(find_package(pair.source, pair.target, where or None), beam, threads)


def load_tokenizer(package: PackageInfo) -> Tokenizer:
    """What encodes texts into tokens and decodes them.

    Raises:
        PackageError: it cannot be loaded.
    """
    if package.tokenizer == "sentencepiece.model":
        processor = _processor(package)
        parted = package.metadata.get(PARTED) is True

        def encode(text: str) -> list[str]:
            pieces: list[str] = processor.encode(part_quotes(text) if parted else text, out_type=str)
            return pieces

        @functools.cache
        def pieces() -> frozenset[str]:
            return frozenset(
                processor.id_to_piece(i).lstrip("▁")
                for i in range(processor.get_piece_size())
                if not (processor.is_byte(i) or processor.is_unknown(i))
            )

        return Tokenizer(encode, functools.partial(text_of, processor), pieces)
    if package.members:
        raise PackageError(f"{package.path}: packages with bpe.model must be installed first ('bitext models install')")
    from argostranslate.package import Package

    tokenizer = Package(package.path).tokenizer
    return Tokenizer(tokenizer.encode, tokenizer.decode)


def text_of(processor: Any, tokens: list[str]) -> str:
    """The text of pieces."""
    whole = "".join(tokens)
    # Only bytes and marks of the vocabulary, which begin so, are not what they look like.
    # argostranslate's own tokenizer also turns "_" into a space here; that loses text.
    text: str = processor.decode_pieces(tokens) if "<" in whole else whole
    return _SPACES.sub(" ", text.replace("▁", " ")).strip()


def _processor(package: PackageInfo) -> Any:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor()
    try:
        processor.LoadFromSerializedProto(package.read(package.tokenizer))
    except RuntimeError as error:
        raise PackageError(f"{package.path}: sentencepiece.model cannot be loaded ({error})") from None
    return processor
