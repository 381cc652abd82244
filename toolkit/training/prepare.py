"""From corpora to encoded training pairs: clean, mix, learn the vocabulary, encode."""

from __future__ import annotations

import json
import random
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.files import write_bytes, write_text
from toolkit.filters import Cleaner
from toolkit.formats import format_of
from toolkit.lexical.known_words import FILE as WORDS
from toolkit.lexical.known_words import count_words
from toolkit.lexical.lexicon import FILE as LEXICON
from toolkit.lexical.word_model import FILE as CHANNEL
from toolkit.lexical.word_model import WordModel, words_of
from toolkit.machine import available_cores
from toolkit.terms import preferred, read_glossary
from toolkit.text.typography import FOLDED, fold, part_quotes
from toolkit.training.augment import augment
from toolkit.training.channel import learn_channel
from toolkit.training.cleaning import DomainScore, tidy
from toolkit.training.config import Config
from toolkit.training.lexicon import give_words, learn_lexicon
from toolkit.training.names import count_names, place_names, rare_names, taught_names
from toolkit.training.phrases import give_phrases
from toolkit.training.pieces import BOS, EOS, PAD, UNK
from toolkit.training.state import RECORD, save_checkpoint
from toolkit.units import TranslationUnit
from toolkit.wording import counted

Pair = tuple[str, str]
#: Before a source that a machine translated (Caswell, Chelba and Grangier, "Tagged Back-Translation", WMT 2019): a
#: control character, which no text has and every vocabulary spells as a byte.
TAG = "\x01"
_VOCABULARY_SENTENCES = 300_000
_OTHER_DOMAIN = 60_000
# Shares of the mixture that are added once more in capitals, and with a small-letter source.
_CAPITALS, _SMALL = 1 / 60, 1 / 80


def prepare(
    paths: Sequence[Path], work: Path, config: Config, say: Callable[[str], None], bases: Sequence[str] = ()
) -> None:
    """Write ``sentencepiece.model`` and ``pairs.npz`` into the work folder.

    Args:
        paths: corpus files of any format of units; of a Moses pair, the source side.
        work: folder of the run.
        config: settings.
        say: told what goes on, a line at a time.
        bases: what training starts from (:func:`toolkit.training.start.start_from`); its weights, vocabulary and
            lexicon are taken over.

    Raises:
        InputError: a corpus cannot be read, too little is left for the vocabulary, or nothing can start from the bases.
        PackageError: a base is a package that is damaged or not of ``bitext train``.
        MissingExtraError: there are bases and torch is not installed, or Babel is not and settings ask for names.
    """
    start = None
    if bases:
        from toolkit.training.start import start_from

        # Now, not after an hour of cleaning.
        start = start_from(bases, config)
    work.mkdir(parents=True, exist_ok=True)
    mixture = mix(paths, config, say, start.lexicon if start else None)
    words = {*mixture.words, *(start.words if start else ())}
    if words:
        write_text(work / WORDS, "\n".join(sorted(words)) + "\n")
        say(f"{counted(len(words), 'known word')} of {config.to_name}")
    if start:
        for name, data in start.files.items():
            write_bytes(work / name, data)
        save_checkpoint(work, start.state)
    if mixture.lexicon:
        write_text(work / LEXICON, "".join(f"{word}\t{other}\n" for word, other in mixture.lexicon.items()))
        say(f"{counted(len(mixture.lexicon), 'word')} in the lexicon")
    if start and start.lexicon is not None:
        channel = WordModel.from_text(start.files.get(CHANNEL, b"").decode())
    else:
        words_only = ((words_of(s), words_of(t)) for s, t in mixture.plain)
        channel = learn_channel(words_only, config.channel) if config.channel else WordModel({})
        if channel:
            write_text(work / CHANNEL, channel.to_text())
            say(f"{counted(len(channel), 'word')} of {config.to_name} with what they stand for")
    pairs = mixture.pairs
    if channel and config.phrases:
        pairs = give_phrases(pairs, channel, config.phrases, config.seed)
    if not start:
        write_text(work / "sample.txt", "".join(f"{s}\n{t}\n" for s, t in pairs[:_VOCABULARY_SENTENCES]))
        learn_vocabulary(work / "sample.txt", work / "sentencepiece", config)
        (work / "sample.txt").unlink()
    encode(mixture.held_out, pairs, work)
    record = {"files": [p.name for p in paths], "pairs": len(pairs), "held_out": len(mixture.held_out)}
    record["languages"] = [config.from_code, config.to_code]
    write_text(work / RECORD, json.dumps(record, indent=1) + "\n")
    say(f"{counted(len(pairs), 'pair')}, {len(mixture.held_out)} held out")


@dataclass(slots=True, frozen=True)
class Mixture:
    """What was taken from cleaned corpora.

    Attributes:
        held_out: pairs for measuring.
        pairs: pairs to train on, shuffled, with those made from others.
        plain: those as they stood in the corpora.
        lexicon: translations of the words that are rare in these, from all clean pairs.
        words: target words that are common enough in all clean pairs to be known.
    """

    held_out: list[Pair]
    pairs: list[Pair]
    plain: list[Pair]
    lexicon: dict[str, str]
    words: list[str]


def mix(
    paths: Sequence[Path], config: Config, say: Callable[[str], None], known: dict[str, str] | None = None
) -> Mixture:
    """Clean all corpora and take from each what the settings ask for.

    Args:
        paths: corpus files.
        config: settings.
        say: told what goes on, a line at a time.
        known: lexicon of the run or package that training starts from; None to learn one.

    Raises:
        InputError: a corpus cannot be read, wrong settings of filters, or nothing is left to train on.
        MissingExtraError: the settings ask for names, and Babel is not installed.
    """
    generator = random.Random(config.seed)
    terms = {}
    if config.glossary:
        terms = preferred(read_glossary(Path(config.glossary), *config.languages))
        if config.reverse:
            terms = {target: source for source, target in reversed(terms.items())}
    glossary = {fold(source): target for source, target in terms.items()}
    names = place_names(config.from_code, config.to_code) if config.lexicon and config.names else {}
    # What is held dearest comes first: of two duplicates the first stays.
    wanted = [p for p in paths if config.source(p).cap != 0 or config.source(p).held_out]
    data = clean(sorted(wanted, key=lambda p: not config.source(p).domain), config, say)
    for kept in data.values():
        generator.shuffle(kept)
    domain = [pair for path, kept in data.items() if config.source(path).domain for pair in kept]
    selected = [p for p in paths if config.source(p).select]
    other = [pair for p in selected for pair in data.get(p, [])[: _OTHER_DOMAIN // len(selected)]]
    score = DomainScore(domain, other) if domain and other else None
    held, pairs = _shares(data, config, score)
    if not held:
        generator.shuffle(pairs)
        count = max(1, min(1_000, len(pairs) // 20))
        held, pairs = pairs[:count], pairs[count:]
    if not pairs:
        raise InputError(f"no pair is left to train on; held out to measure by: {len(held)}; give more")
    plain = [pair for pair in pairs if not pair[0].startswith(TAG)]
    every = [pair for kept in data.values() for pair in kept]
    often = count_names(names, (source for source, _ in pairs))
    lexicon = known or {}
    if config.lexicon and known is None:
        lexicon = learn_lexicon(every, (source for source, _ in pairs), config.lexicon)
        lexicon |= rare_names(names, count_names(names, (source for source, _ in every)), often)
    lexicon = dict(sorted((lexicon | glossary).items()))
    pairs = give_words(pairs, taught_names(names, often) | lexicon, config.given, config.seed)
    words = count_words((target for _, target in every), config.known) if config.known else []
    pairs = pairs + _made(pairs, config, generator)
    generator.shuffle(pairs)
    return Mixture(held, pairs, plain, lexicon, words)


def _shares(
    data: Mapping[Path, list[Pair]], config: Config, score: Callable[[Pair], float] | None
) -> tuple[list[Pair], list[Pair]]:
    """What is held out, and what is taken of each corpus as often as the settings ask."""
    held: list[Pair] = []
    pairs: list[Pair] = []
    for path, kept in data.items():
        source = config.source(path)
        held += kept[: source.held_out]
        kept = kept[source.held_out :]
        if source.select and score and source.cap:
            kept = sorted(kept[: 3 * source.cap], key=score, reverse=True)
        kept = kept[: source.cap]
        if source.tagged:
            kept = [(f"{TAG} {s}", t) for s, t in kept]
        pairs += kept * source.copies
    return held, pairs


def _made(pairs: list[Pair], config: Config, generator: random.Random) -> list[Pair]:
    """Copies in capitals and in small letters, with other names and numbers, with placeholders."""
    # Capitals come back untranslated from models that have never seen any.
    extra = [(s.upper(), t.upper()) for s, t in generator.sample(pairs, int(len(pairs) * _CAPITALS))]
    extra += [(s.lower(), t) for s, t in generator.sample(pairs, int(len(pairs) * _SMALL))]
    return extra + augment(pairs, config.renamed, config.placeholders, config.seed)


def clean(paths: Sequence[Path], config: Config, say: Callable[[str], None]) -> dict[Path, list[Pair]]:
    """Read corpora, tidy the sides of their pairs and leave out what the filters reject; says how many and why.

    Raises:
        InputError: a corpus cannot be read, or wrong settings of filters.
    """
    settings = config.filters or tomllib.loads(
        resources.files("toolkit.training").joinpath("data/filters.toml").read_text(encoding="utf-8")
    )
    if "length" in settings:
        settings = {**settings, "length": {**settings["length"], "max_words": config.longest}}
    cleaner = Cleaner(settings, available_cores())
    data: dict[Path, list[Pair]] = {path: [] for path in paths}
    read: Counter[str] = Counter()

    def tidied() -> Iterator[TranslationUnit]:
        for path in paths:
            say(f"cleaning {path.name}")
            for unit in format_of(path).read(path, *config.languages):
                read[path.name] += 1
                source, target = tidy(unit.source), tidy(unit.target)
                if config.reverse:
                    source, target = target, source
                codes = config.from_code, config.to_code
                yield TranslationUnit("", source, target, *codes, document=str(path))

    for unit, verdict in cleaner.run(tidied()):
        if verdict:
            data[Path(unit.document)].append((unit.source, unit.target))
    for path, kept in data.items():
        say(f"{path.name}: {counted(len(kept), 'pair')} kept, {read[path.name] - len(kept)} rejected")
    say("rejected: " + (", ".join(f"{name} {n}" for name, n in cleaner.rejected.most_common()) or "none"))
    return data


def learn_vocabulary(sample: Path, prefix: Path, config: Config) -> None:
    """Learn a SentencePiece unigram model whose normaliser folds typography, so that any Argos client folds it.

    Raises:
        InputError: the sample is too small for the size of the vocabulary.
    """
    import sentencepiece

    rules = prefix.with_name("folding.tsv")
    write_text(rules, folding_rules())
    try:
        sentencepiece.SentencePieceTrainer.train(
            input=str(sample),
            model_prefix=str(prefix),
            vocab_size=config.vocabulary,
            model_type="unigram",
            character_coverage=0.9998,
            byte_fallback=True,
            split_digits=True,
            pad_id=PAD,
            unk_id=UNK,
            bos_id=BOS,
            eos_id=EOS,
            num_threads=2,
            normalization_rule_tsv=str(rules),
            minloglevel=2,
        )
    except RuntimeError as error:
        raise InputError(
            f"a vocabulary of {config.vocabulary} pieces cannot be learned ({error}); set a smaller one"
        ) from None


def folding_rules() -> str:
    """Rules of the SentencePiece normaliser: what :func:`toolkit.text.typography.fold` folds by character."""
    rules = {chr(code): replacement or "" for code, replacement in FOLDED.items()}
    for space in " \u00a0\u202f":
        rules |= {f"«{space}": '"', f"{space}»": '"'}
    rules |= {"«": '"', "»": '"', "\t": " "}
    for code in range(0xC0, 0x180):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            rules["".join(chr(int(p, 16)) for p in parts)] = chr(code)

    def codes(text: str) -> str:
        return " ".join(f"{ord(c):X}" for c in text)

    return "".join(f"{codes(a)}\t{codes(b)}\n" for a, b in sorted(rules.items()))


def encode(held: list[Pair], pairs: list[Pair], work: Path) -> None:
    """Write both sides as flat arrays of piece ids with offsets; the held-out pairs come first.

    Quotes of the source are parted from its words, as the engine will part them.
    """
    import numpy as np
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_file=str(work / "sentencepiece.model"))
    arrays: dict[str, Any] = {"held": len(held)}
    texts = {"source": [part_quotes(s) for s, _ in held + pairs], "target": [t for _, t in held + pairs]}
    for name, side in texts.items():
        ids = processor.encode(side)
        arrays[f"{name}_offsets"] = np.concatenate([[0], np.cumsum([len(i) for i in ids])]).astype(np.int64)
        arrays[name] = np.concatenate([np.asarray(i, np.uint16) for i in ids])
    np.savez(work / "pairs.npz", **arrays)
