"""The pairs of languages that a server has, and one engine for each, loaded when it is first asked for."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

from toolkit.api.translating import load_engine, read_glossary
from toolkit.errors import InputError
from toolkit.languages.model_codes import choose_code
from toolkit.languages.pair import LanguagePair
from toolkit.languages.tags import canonical
from toolkit.server.batching import Batcher
from toolkit.server.settings import Settings
from toolkit.terms import Term
from toolkit.translation.base import Engine

#: Other translations that are kept of a segment.
ALTERNATIVES = 3
# As LibreTranslate's clients write them.
_CLIENTS = {"pb": "pt-BR", "zh": "zh-Hans", "zt": "zh-Hant", "zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")

Loader = Callable[[LanguagePair], Engine]


def installed_pairs() -> list[LanguagePair]:
    """The pairs that the installed models serve, the embedded one's first."""
    from toolkit.api.catalogue import model_folders
    from toolkit.api.packages import list_packages

    codes = [(package.from_code, package.to_code) for _, package in list_packages()[0]]
    codes += [(folder.from_code, folder.to_code) for folder in model_folders()[0]]
    pairs = [LanguagePair(canonical(one), canonical(other)) for one, other in codes if one and other]
    return list(dict.fromkeys(pairs))


class Pool:
    """Engines by pair of languages.

    Args:
        settings: of the server.
        loader: makes an engine; None for :func:`toolkit.load_engine` with the settings.

    Raises:
        InputError: a pair of the settings is none, or there is no pair at all.
    """

    def __init__(self, settings: Settings, loader: Loader | None = None) -> None:
        self._settings = settings
        self._loader = loader or self._load
        named = [LanguagePair.parse(pair) for pair in settings.pairs]
        self.pairs = named or ([LanguagePair("fr", "en")] if settings.model else installed_pairs())
        if not self.pairs:
            raise InputError("no model is installed; get one with 'bitext models get'")
        self._batchers: dict[LanguagePair, Batcher] = {}
        self._locks = {pair: threading.Lock() for pair in self.pairs}
        self._terms: dict[LanguagePair, list[Term]] = {}

    def languages(self) -> list[str]:
        """All languages, in the order of their pairs."""
        return list(dict.fromkeys(code for pair in self.pairs for code in pair))

    def targets(self, source: str) -> list[str]:
        """What a language is translated into."""
        return [pair.target for pair in self.pairs if pair.source == source]

    def language(self, code: object) -> str | None:
        """The language that a client means by a code, such as ``EN-GB``, ``pb`` or ``zh_TW``; None for none."""
        if not isinstance(code, str) or not _TAG.fullmatch(code):
            return None
        known = self.languages()
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
            except InputError:
                # A server of several pairs has a glossary in some.
                if len(self.pairs) == 1:
                    raise
                self._terms[pair] = []
        return self._terms[pair]

    def batcher(self, pair: LanguagePair) -> Batcher:
        """The engine of a pair, loaded once.

        Raises:
            BitextError: it cannot be loaded.
        """
        with self._locks[pair]:
            if pair not in self._batchers:
                self._batchers[pair] = Batcher(self._loader(pair))
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
        return load_engine(
            pair,
            settings.model,
            glossary=self.terms(pair) or None,
            memory=settings.memory,
            fuzzy=settings.fuzzy,
            beam=settings.beam,
            threads=settings.threads,
            alternatives=ALTERNATIVES,
        )
