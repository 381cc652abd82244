"""A folder of a CTranslate2 model, told by its files: OPUS-MT, quickmt, HPLT, NLLB-200, M2M100, MADLAD-400.

The folder has ``model.bin`` and one or two SentencePiece models beside it. Tokens of the vocabulary tell the rest:
which languages there are and how the model wants them named.
"""

from __future__ import annotations

import functools
import json
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import LanguagePairError, PackageError
from toolkit.files import sha256_file
from toolkit.languages.model_codes import bare_code, choose_code, language_of
from toolkit.languages.pair import LanguagePair
from toolkit.languages.tags import canonical, names_language
from toolkit.packages.ranking import record_of
from toolkit.translation.base import DEFAULT_BEAM, Resources
from toolkit.translation.engines.argos import text_of
from toolkit.translation.engines.beam import BeamModel, Frame, Tokenizer, load_ctranslate2

_END = "</s>"
# Names that tokenizers of the source and of the target have, in the order in which they are looked for.
_SOURCES = ("source.spm", "src.spm.model")
_TARGETS = ("target.spm", "tgt.spm.model")
_JOINT = (
    "joint.spm.model",
    "sentencepiece.model",
    "sentencepiece.bpe.model",
    "flores200_sacrebleu_tokenizer_spm.model",
    "spiece.model",
)
# Of the file format.
_VERSION = 6
# Longer texts are cut: trained were sentences.
_LIMIT = 200
# Of the pieces of a tokenizer, so many at least must be in the vocabulary of its model.
_SHARED = 0.5
_NAMED = re.compile(r"(?:^|[-_.])([a-z]{2,3})[-_]([a-z]{2,3})$")
_LISTED = 12


@dataclass(slots=True, frozen=True)
class Layout:
    """What the files of a folder say of its model.

    Attributes:
        path: of the folder.
        source_tokenizer, target_tokenizer: file names; the same one where they share it.
        source_vocabulary, target_vocabulary: tokens.
        style: how languages are named: ``nllb``, ``m2m100``, ``madlad``, ``opus-mt``, or ``plain`` for a model of one
            pair.
        codes: tokens that name languages.
        adds_end: whether CTranslate2 adds the end mark of the source.
    """

    path: Path
    source_tokenizer: str
    target_tokenizer: str
    source_vocabulary: frozenset[str]
    target_vocabulary: frozenset[str]
    style: str
    codes: tuple[str, ...]
    adds_end: bool

    @property
    def languages(self) -> list[str]:
        """Tags of the languages that the tokens name, in order."""
        return sorted({language_of(code) for code in self.codes})


def read_layout(path: Path) -> Layout:
    """Find out what a folder has.

    Raises:
        PackageError: something is missing, damaged or not known.
    """
    if not (path / "model.bin").is_file():
        raise PackageError(f"{path}: no model.bin in this folder; 'bitext models convert' makes one of a release")
    source, target = _tokenizers(path)
    source_words = _vocabulary(path, "source")
    target_words = _vocabulary(path, "target")
    _check_sizes(path, {"encoder/embeddings_0/weight": source_words, "decoder/embeddings/weight": target_words})
    config = _config(path)
    codes = tuple(sorted(token for token in source_words if bare_code(token)))
    return Layout(
        path,
        source,
        target,
        frozenset(source_words),
        frozenset(target_words),
        _style(codes),
        codes,
        config.get("add_source_eos") is True,
    )


def _style(codes: tuple[str, ...]) -> str:
    if not codes:
        return "plain"
    first = codes[0]
    starts = {"__": "m2m100", "<2": "madlad", ">>": "opus-mt"}
    return starts.get(first[:2], "nllb")


def _tokenizers(path: Path) -> tuple[str, str]:
    names = {file.name for file in path.iterdir() if file.is_file()}
    source = next((name for name in _SOURCES if name in names), "")
    target = next((name for name in _TARGETS if name in names), "")
    if source and target:
        return source, target
    joint = next((name for name in _JOINT if name in names), "")
    if not joint:
        others = sorted(
            name for name in names if name.endswith((".spm", ".spm.model")) and name not in (source, target)
        )
        joint = others[0] if len(others) == 1 else ""
    if joint:
        return joint, joint
    if source or target:
        raise PackageError(f"{path}: only one of source.spm and target.spm is here; copy the other one beside it")
    if any(name.endswith(".bpe") for name in names):
        raise PackageError(f"{path}: the tokenizer is BPE of subword-nmt, which is not read; take a release with .spm")
    raise PackageError(f"{path}: no tokenizer beside model.bin (source.spm and target.spm, or sentencepiece.model)")


def _vocabulary(path: Path, side: str) -> list[str]:
    for name in (f"{side}_vocabulary", "shared_vocabulary"):
        for suffix in (".json", ".txt"):
            file = path / f"{name}{suffix}"
            if not file.is_file():
                continue
            try:
                text = file.read_text(encoding="utf-8")
                return (
                    [str(token) for token in json.loads(text)] if suffix == ".json" else text.rstrip("\n").split("\n")
                )
            except (OSError, ValueError, TypeError, RecursionError) as error:
                raise PackageError(f"{file}: cannot be read as a vocabulary ({error}); get the model again") from None
    raise PackageError(f"{path}: no {side}_vocabulary.json or shared_vocabulary.json; get the model again")


def _check_sizes(path: Path, vocabularies: Mapping[str, list[str]]) -> None:
    """A vocabulary of another size gives other words without a word of complaint: CTranslate2 does not look."""
    rows = _rows(path / "model.bin", set(vocabularies))
    for name, tokens in vocabularies.items():
        if rows.get(name, len(tokens)) != len(tokens):
            raise PackageError(
                f"{path}: a vocabulary of {len(tokens)} tokens for a model of {rows[name]}; get the model again"
            )


def _rows(model: Path, wanted: set[str]) -> dict[str, int]:
    """Rows of matrices in a ``model.bin`` by name; what cannot be read is left to CTranslate2 to complain of.

    The format is that of its ``ModelSpec.save``: numbers are little-endian, names have their length before them.
    """
    found: dict[str, int] = {}
    with model.open("rb") as data:

        def numbers(kind: str) -> tuple[int, ...]:
            return struct.unpack(f"<{kind}", data.read(struct.calcsize(f"<{kind}")))

        def name() -> str:
            return data.read(numbers("H")[0]).rstrip(b"\0").decode("utf-8", "replace")

        try:
            (version,) = numbers("I")
            if version != _VERSION:
                return {}
            name()
            _, count = numbers("II")
            for _ in range(count):
                called = name()
                shape = numbers("I" * numbers("B")[0])
                _, size = numbers("BI")
                if called in wanted and shape:
                    found[called] = shape[0]
                data.seek(size, 1)
        except struct.error:
            return found
    return found


def _config(path: Path) -> Mapping[str, Any]:
    try:
        found = json.loads((path / "config.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise PackageError(f"{path}/config.json: cannot be read ({error}); get the model again") from None
    return found if isinstance(found, dict) else {}


def frame_of(layout: Layout, pair: LanguagePair) -> Frame:
    """The tokens around a text that tell a model its languages.

    Raises:
        LanguagePairError: the model has not both of them, or its folder says that it is for another pair.
    """
    end = () if layout.adds_end or _END not in layout.source_vocabulary else (_END,)
    never = frozenset({*layout.codes, _END, "<s>", "<pad>"})
    if layout.style == "plain":
        _check_pair(layout.path, pair)
        return Frame(after=end, never=never)
    target = _code(layout, pair.target)
    if layout.style in ("madlad", "opus-mt"):
        before = ("▁", target) if layout.style == "madlad" and "▁" in layout.source_vocabulary else (target,)
        return Frame(before, end, never=never)
    return Frame((_code(layout, pair.source),), end, (target,), never)


def _code(layout: Layout, tag: str) -> str:
    code = choose_code(tag, layout.codes)
    if code is None:
        some = layout.languages
        more = f" and {len(some) - _LISTED} more" if len(some) > _LISTED else ""
        raise LanguagePairError(f"{layout.path}: the model has no {tag}; it has {', '.join(some[:_LISTED])}{more}")
    return code


def _check_pair(path: Path, pair: LanguagePair) -> None:
    """A model of one pair does not say which; its record does, or the name of its folder."""
    record = record_of(path)
    said = [str(record[key]) for key in ("from", "to") if isinstance(record.get(key), str)]
    if not said and (match := _NAMED.search(path.resolve().name)) and all(map(names_language, match.groups())):
        said = list(match.groups())
    if said and [canonical(code).split("-")[0] for code in said] != [
        code.split("-")[0] for code in map(canonical, pair)
    ]:
        raise LanguagePairError(
            f"{path}: translates {said[0]} to {said[1]}, not {pair.source} to {pair.target}; change --from and --to or "
            f"the model"
        )


class FolderModel(BeamModel):
    """The model of a folder.

    Args:
        layout: of the folder.
        pair: languages that are wanted.
        beam: beam size; 1 is greedy.
        threads: translations that run at the same time, each on one core; None for one a core.

    Raises:
        LanguagePairError: the model has other languages.
        PackageError: the model or a tokenizer cannot be loaded, or they do not belong together.
    """

    resources = Resources()

    def __init__(
        self, layout: Layout, pair: LanguagePair, beam: int = DEFAULT_BEAM, threads: int | None = None
    ) -> None:
        self.layout = layout
        frame = frame_of(layout, pair)
        source = load_pieces(layout.path / layout.source_tokenizer, layout.source_vocabulary)
        target = source
        if layout.target_tokenizer != layout.source_tokenizer:
            target = load_pieces(layout.path / layout.target_tokenizer, layout.target_vocabulary)
        translator = load_ctranslate2(layout.path, threads)
        super().__init__(pair, translator, (source, target), frame=frame, limit=_LIMIT, beam=beam)

    @functools.cached_property
    def sha256(self) -> str:
        """Of ``model.bin``: as it was noted when the model was installed, else computed."""
        files = record_of(self.layout.path).get("files")
        noted = files.get("model.bin") if isinstance(files, dict) else None
        return str(noted) if noted else sha256_file(self.layout.path / "model.bin")

    @property
    def signature(self) -> str:
        """Folder, digest, layout and decoding."""
        name = self.layout.path.resolve().name
        return f"model:{name}|sha256:{self.sha256[:12]}|{self.layout.style}|{self.decoding}"

    @property
    def facts(self) -> dict[str, str]:
        """Name, digest and languages."""
        name = self.layout.path.resolve().name
        version = str(record_of(self.layout.path).get("version") or "")
        facts = {"package": name, "sha256": self.sha256, "from": self.pair.source, "to": self.pair.target}
        return facts | {"version": version} if version else facts


def load_pieces(path: Path, vocabulary: frozenset[str] | None = None) -> Tokenizer:
    """The SentencePiece model of a file.

    Args:
        path: of the file.
        vocabulary: of the model that it should belong to; None for what the file itself has.

    Raises:
        PackageError: it cannot be loaded, or belongs to another model.
    """
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor()
    try:
        processor.LoadFromSerializedProto(path.read_bytes())
    except (OSError, RuntimeError) as error:
        raise PackageError(f"{path}: not a SentencePiece model that can be loaded ({error})") from None
    size = processor.get_piece_size()
    plain = [
        processor.id_to_piece(i)
        for i in range(size)
        if not (processor.is_byte(i) or processor.is_unknown(i) or processor.is_control(i))
    ]
    vocabulary = frozenset(plain) if vocabulary is None else vocabulary
    shared = sum(piece in vocabulary for piece in plain)
    if shared < _SHARED * len(plain):
        raise PackageError(
            f"{path}: {shared} of its {len(plain)} pieces are in the vocabulary of the model; it belongs to another one"
        )

    def encode(text: str) -> list[str]:
        pieces: list[str] = processor.encode(text, out_type=str)
        return pieces

    spelt = frozenset(piece.lstrip("▁") for piece in plain if piece in vocabulary)
    return Tokenizer(encode, functools.partial(text_of, processor), lambda: spelt)


def open_model(
    pair: LanguagePair, where: str = "", beam: int = DEFAULT_BEAM, threads: int | None = None
) -> FolderModel:
    """The model of a folder.

    Raises:
        LanguagePairError: the model has other languages.
        PackageError: no folder is named, or its model is incomplete or damaged.
    """
    if not where:
        raise PackageError("ct2: no folder is named; write --model ct2:FOLDER")
    return FolderModel(read_layout(Path(where)), pair, beam, threads)
