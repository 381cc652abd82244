"""The pairs of languages that a server has, and one engine for each, loaded when it is first asked for."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable
from pathlib import Path

from toolkit.api.catalogue import chosen_route, served_pairs
from toolkit.api.translating import open_memory, read_glossary
from toolkit.errors import InputError, LanguagePairError
from toolkit.languages.model_codes import choose_code
from toolkit.languages.pair import LanguagePair
from toolkit.languages.tags import canonical
from toolkit.machine import available_cores
from toolkit.memory import Memory
from toolkit.server.batching import Batcher
from toolkit.server.settings import Settings
from toolkit.terms import Term, preferred
from toolkit.translation.base import Engine, Model
from toolkit.translation.memory import MemoryEngine
from toolkit.translation.registry import Opening, load_translator

#: Other translations that are kept of a segment.
ALTERNATIVES = 3
# As LibreTranslate's clients write them.
_CLIENTS = {"pb": "pt-BR", "zh": "zh-Hans", "zt": "zh-Hant", "zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}
# The other way round, of the codes in Argos packages.
_LISTED = {"pb": "pt-BR", "zh": "zh-Hans", "zt": "zh-Hant"}
# Batches of a pair in work at once: Python prepares them on one core.
_MOST_BATCHES = 16
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")

Loader = Callable[[LanguagePair], Engine]
_log = logging.getLogger("toolkit.server")


class Pool:
    """Engines by pair of languages.

    Args:
        settings: of the server.
        loader: makes an engine; None for the installed models, or the one of the settings.

    Attributes:
        pairs: that are served, in the codes that clients know.

    Raises:
        InputError: a pair of the settings is none, the glossary or the memory cannot be read, or there is no pair.
        PackageError: the model of the settings cannot be loaded, or no installed one translates a pair.
    """

    def __init__(self, settings: Settings, loader: Loader | None = None) -> None:
        self._settings = settings
        self._loader = loader or self._load
        self.pairs = [LanguagePair.parse(pair) for pair in settings.pairs]
        # A model's own code for a language may be another than that of clients.
        self._own: dict[LanguagePair, LanguagePair] = {}
        self._memories: dict[LanguagePair, Memory] = {}
        if loader is None:
            self._find_models()
        if not self.pairs:
            raise InputError("no model is installed; get one with 'bitext models get'")
        self._served = frozenset(self.pairs)
        self._languages = list(dict.fromkeys(code for pair in self.pairs for code in pair))
        self._batchers: dict[LanguagePair, Batcher] = {}
        self._opened: dict[Opening, Model | Engine] = {}
        self._loading = threading.Lock()
        self._terms: dict[LanguagePair, list[Term]] = {}
        # A server of several pairs has a glossary in some; why not in these.
        self._without: dict[LanguagePair, str] = {}
        if loader is None:
            self._check_files()

    def _check_files(self) -> None:
        """Find out before anybody asks whether the model, the glossary and the memory that were named can be used.

        Raises:
            BitextError: one cannot, in any pair.
        """
        if self._settings.glossary is not None and not any(self.terms(pair) for pair in self.pairs):
            raise InputError(next(iter(self._without.values())))
        if self._settings.memory is not None:
            self._check_memory(self._settings.memory)
        if self._settings.model:
            self.batcher(self.pairs[0])

    def _check_memory(self, path: Path) -> None:
        faults = []
        for pair in self.pairs:
            try:
                self._memories[pair] = open_memory(path, pair)
            except InputError as error:
                faults.append(error)
            else:
                return
        raise faults[0]

    def _find_models(self) -> None:
        """Make out which pairs the models serve, and that all that was named is there."""
        for option, path in (("glossary", self._settings.glossary), ("memory", self._settings.memory)):
            if path is not None and not path.is_file():
                raise InputError(f"{path}: no such file; check --{option}")
        if self._settings.model:
            self.pairs = self.pairs or [LanguagePair("fr", "en")]
            return
        for own in served_pairs():
            self._own.setdefault(LanguagePair(*(_LISTED.get(code, code) for code in own)), own)
        for pair in self.pairs:
            if pair not in self._own and not chosen_route(*pair):
                known = ", ".join(map(str, self._own))
                raise LanguagePairError(f"{pair}: no installed model translates it; there are models for {known}")
        self.pairs = self.pairs or list(self._own)

    def languages(self) -> list[str]:
        """All languages, in the order of their pairs."""
        return list(self._languages)

    def targets(self, source: str) -> list[str]:
        """What a language is translated into."""
        return [pair.target for pair in self.pairs if pair.source == source]

    def serves(self, pair: LanguagePair) -> bool:
        """Whether a pair is among those that are served."""
        return pair in self._served

    def language(self, code: object) -> str | None:
        """The language that a client means by a code, such as ``EN-GB``, ``pb`` or ``zh_TW``; None for none."""
        if not isinstance(code, str) or not _TAG.fullmatch(code):
            return None
        known = self._languages
        wanted = _CLIENTS.get(code.lower().replace("_", "-"), code.replace("_", "-"))
        exact = next((one for one in known if one.lower() == wanted.lower()), None)
        return exact or choose_code(canonical(wanted), known) or choose_code(canonical(wanted.split("-")[0]), known)

    def terms(self, pair: LanguagePair) -> list[Term]:
        """The glossary in a pair of languages; none where it has no terms in them."""
        if self._settings.glossary is None:
            return []
        if pair not in self._terms:
            try:
                self._terms[pair] = read_glossary(self._settings.glossary, pair)
            except InputError as error:
                if len(self.pairs) == 1:
                    raise
                self._terms[pair] = []
                self._without[pair] = str(error)
        return self._terms[pair]

    def batcher(self, pair: LanguagePair) -> Batcher:
        """The engine of a pair, loaded once.

        Raises:
            BitextError: it cannot be loaded.
        """
        if pair not in self._batchers:
            with self._loading:
                if pair not in self._batchers:
                    cores = self._settings.threads or available_cores()
                    self._batchers[pair] = Batcher(self._loader(pair), min(2 * cores, _MOST_BATCHES))
        return self._batchers[pair]

    def loaded(self) -> list[Batcher]:
        """The engines that were asked for so far."""
        return list(self._batchers.values())

    def close(self) -> None:
        """Finish what the engines have, and stop them."""
        for batcher in self.loaded():
            batcher.close()

    def _load(self, pair: LanguagePair) -> Engine:
        settings = self._settings
        engine = load_translator(
            self._own.get(pair, pair),
            settings.model,
            beam=settings.beam,
            threads=settings.threads,
            terms=preferred(self.terms(pair)),
            alternatives=ALTERNATIVES,
            opened=self._opened,
        )
        if pair in self._without:
            _log.warning("%s is served without the glossary: %s", pair, self._without[pair])
        if settings.memory is None:
            return engine
        try:
            memory = self._memories.pop(pair, None) or open_memory(settings.memory, pair)
            return MemoryEngine(engine, memory, settings.fuzzy)
        except InputError as error:
            if len(self.pairs) == 1:
                raise
            _log.warning("%s is served without the memory: %s", pair, error)
            return engine
