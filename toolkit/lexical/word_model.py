"""How well a hypothesis accounts for each word of its source: a second opinion on what a model ranks first.

A small model likes hypotheses that leave out what it finds hard. A word-to-word model of the source given the
translation is blind to grammar and sees just that, so the two together choose better than either (IBM Model 1 as a
feature of reranking: Och et al., "A Smorgasbord of Features for Statistical Machine Translation", HLT-NAACL 2004; noisy
channels for neural models: Yee, Dauphin and Auli, "Simple and Effective Noisy Channel Modeling for Neural Machine
Translation", EMNLP 2019). A package has the probabilities in ``channel.tsv``.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Collection, Mapping, Sequence, Set

from toolkit.files import sha256_bytes
from toolkit.packages.archive import PackageInfo

#: File of a package. A line has a target word (empty for none), a tab, and source words each with its probability in
#: thousandths, by spaces.
FILE = "channel.tsv"
#: What a nat of this model is worth in nats of the translation model; chosen on FLORES dev, where .1 to .5 do as well.
WEIGHT = 0.2
#: Lines that are kept as they were read, half a kilobyte each; then all are read anew as they are needed.
MOST_READ = 8_192
# Probability of a word that is the same on both sides, a name for the most part, and of what no word accounts for.
_COPY, _NONE = 0.3, 1e-5
_LIKELY = 0.1
_WORDS = re.compile(r"\w+|[^\w\s]")


def words_of(text: str) -> list[str]:
    """Words in small letters, numbers, and marks one by one."""
    return _WORDS.findall(text.lower().replace("’", "'"))


class WordModel:
    """Probabilities of source words given a target word.

    Args:
        rows: by target word, ``""`` for none, the probabilities of source words; all in small letters.
    """

    def __init__(self, rows: Mapping[str, Mapping[str, float]]) -> None:
        self._lines = {
            word: " ".join(f"{source} {max(1, round(1000 * probability))}" for source, probability in row.items())
            for word, row in rows.items()
        }
        # Of tens of thousands of lines a text needs a few hundred; a server comes to need them all, one after another.
        self._rows: dict[str, dict[str, float]] = {}
        self._standing: dict[tuple[str, float], frozenset[str]] = {}

    def __len__(self) -> int:
        """Number of target words."""
        return len(self._lines)

    def __contains__(self, word: str) -> bool:
        """Whether there are probabilities for a target word."""
        return word in self._lines

    @property
    def targets(self) -> Set[str]:
        """Target words."""
        return self._lines.keys()

    @functools.cached_property
    def sources(self) -> frozenset[str]:
        """Source words that it knows of."""
        return frozenset(word for line in self._lines.values() for word in line.split()[::2])

    def stands_for_itself(self, word: str) -> bool:
        """Whether no target word but the same one is likely to stand for a source word or a part of it, as for most
        names."""
        return self._translated.isdisjoint([word, *word.split("-")])

    def likely(self, word: str) -> list[str]:
        """Source words that are likely for a target word."""
        parts = self._lines.get(word, "").split()
        return [s for s, p in zip(parts[::2], parts[1::2], strict=True) if int(p) >= 1000 * _LIKELY]

    def standing_for(self, word: str, least: float) -> frozenset[str]:
        """Source words of at least that probability given a target word, the same word not among them by its name."""
        found = self._standing.get((word, least))
        # Words that it does not know are without number: a server would gather those of all its requests.
        if found is None and (line := self._lines.get(word)) is not None:
            parts = line.split()
            found = frozenset(s for s, p in zip(parts[::2], parts[1::2], strict=True) if int(p) >= 1000 * least)
            self._standing = self._standing if len(self._standing) < MOST_READ else {}
            self._standing[word, least] = found
        return found or frozenset()

    def standing_in(self, source: str, least: float) -> dict[str, float]:
        """Target words that make a source word at least that probable, with its probability; not the same word.

        >>> WordModel({"lighthouse": {"phare": 0.6, "feu": 0.1}}).standing_in("phare", 0.05)
        {'lighthouse': 0.6}
        """
        found = {word: self._known(word)[source] for word in self._targets_of.get(source, ())}
        return {word: probability for word, probability in found.items() if probability >= least}

    @functools.cached_property
    def _targets_of(self) -> dict[str, list[str]]:
        """Target words by the source words that they may stand for."""
        found: dict[str, list[str]] = {}
        for word, line in self._lines.items():
            for source in line.split()[::2] if word else ():
                if source != word:
                    found.setdefault(source, []).append(word)
        return found

    @functools.cached_property
    def _translated(self) -> frozenset[str]:
        rows = ((word, line.split()) for word, line in self._lines.items())
        return frozenset(
            source
            for word, row in rows
            for source, probability in zip(row[::2], row[1::2], strict=True)
            if int(probability) >= 1000 * _LIKELY and source != word
        )

    @classmethod
    def from_text(cls, text: str) -> WordModel:
        """Read ``channel.tsv``.

        Raises:
            ValueError: it is damaged.
        """
        channel = cls({})
        for line in text.splitlines():
            word, tab, rest = line.partition("\t")
            if not tab or not rest.count(" ") % 2 or not rest[-1].isdigit():
                raise ValueError(line)
            channel._lines[word] = rest
        # Writing it all again only to hash it would take as long as reading it.
        channel.digest = _digest(text)
        return channel

    def to_text(self) -> str:
        """Write ``channel.tsv``."""
        return "".join(f"{word}\t{rest}\n" for word, rest in self._lines.items())

    @functools.cached_property
    def digest(self) -> str:
        """Tells this model from others in a signature."""
        return _digest(self.to_text())

    def scores(self, source: str, hypotheses: Sequence[str]) -> list[float]:
        """Log-probability in nats of a source given each of some hypotheses, up to a constant of the source.

        Each word of the source is made by any word of the hypothesis or by none, all equally likely (IBM Model 1).
        """
        words = words_of(source)
        places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            places.setdefault(word, []).append(place)
        alone = self.row("", words)
        # Few of a source's words are likely for any one word: only these are added up.
        rows: dict[str, list[tuple[int, float]]] = {}
        result = []
        for hypothesis in hypotheses:
            sums = list(alone)
            used = words_of(hypothesis)
            for word in used:
                row = rows.get(word)
                if row is None:
                    row = rows[word] = self._sparse_row(word, places)
                for place, probability in row:
                    sums[place] += probability
            number, log = len(used) + 1, math.log
            result.append(sum([log(s / number + _NONE) for s in sums]))
        return result

    def row(self, word: str, source: Sequence[str]) -> list[float]:
        """Probabilities of source words given a target word; of the same word at least that of a name."""
        known = self._known(word)
        return [max(known.get(w, 0.0), _COPY if w == word else 0.0) for w in source]

    def best(self, words: Sequence[str], others: Collection[str]) -> list[float]:
        """The highest probability of each of some source words given any of some target words; 0 if there are none."""
        rows = [self.row(other, words) for other in others]
        return [max(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(words)

    def _sparse_row(self, word: str, places: Mapping[str, Sequence[int]]) -> list[tuple[int, float]]:
        """What :meth:`row` has that is not zero, with its places."""
        known = self._known(word)
        found = [(place, known[source]) for source in known.keys() & places.keys() for place in places[source]]
        if word not in places or (probability := known.get(word, 0.0)) >= _COPY:
            return found
        found = [(place, p) for place, p in found if place not in places[word]] if probability else found
        return found + [(place, _COPY) for place in places[word]]

    def _known(self, word: str) -> Mapping[str, float]:
        known = self._rows.get(word)
        if known is None and (line := self._lines.get(word)) is not None:
            parts = line.split()
            known = {parts[i]: int(parts[i + 1]) / 1000 for i in range(0, len(parts), 2)}
            self._rows = self._rows if len(self._rows) < MOST_READ else {}
            self._rows[word] = known
        return known or {}


def _digest(text: str) -> str:
    return sha256_bytes(text.encode())[:8]


def package_word_model(package: PackageInfo) -> WordModel | None:
    """The word-to-word model of a package; None if it has none.

    Raises:
        PackageError: it cannot be read, or is damaged.
    """
    return package.parse(FILE, WordModel.from_text, "damaged")
