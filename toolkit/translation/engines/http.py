"""A server that speaks as LibreTranslate does: ``--model http://localhost:5000``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.errors import LanguagePairError, ServerError
from toolkit.languages.model_codes import choose_code
from toolkit.languages.pair import LanguagePair
from toolkit.translation.base import DEFAULT_BEAM, Hypothesis, Resources
from toolkit.translation.engines.client import Client, TooLargeError, as_segment
from toolkit.translation.engines.kept import Kept

#: Where the key of a server is.
KEY = "BITEXT_SERVER_KEY"
_BATCH = 32
_BATCH_CHARACTERS = 4_000
_LIMIT = 400
# Of a token, as far as a server that does not tell can be known.
_CHARACTERS = 4


class ServerModel:
    """What all servers are like from outside: one translation of a text, without a score, of any character.

    Args:
        client: of the server.
        pair: languages.
        name: of the model, as a signature has it.
    """

    alternatives = 1
    scores = False
    limit = _LIMIT
    resources = Resources()

    def __init__(self, client: Client, pair: LanguagePair, name: str) -> None:
        self.client, self.pair, self.name = client, pair, name
        self._kept: Kept | None = None

    @property
    def signature(self) -> str:
        """The address and the model; what a server runs behind them is not known."""
        return f"server:{self.client.address}|model:{self.name}"

    @property
    def facts(self) -> dict[str, str]:
        """Address, model and languages."""
        return {"package": self.name, "sha256": "", "from": self.pair.source, "to": self.pair.target}

    def count(self, text: str) -> int:
        """About the number of tokens."""
        return len(text) // _CHARACTERS + 1

    def spells(self, character: str) -> bool:
        """Servers are taken to know every character."""
        return True

    def hypotheses(
        self, texts: Sequence[str], number: int = 1, avoid_repeats: int = 0
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Yield (number of a text, its one translation).

        Raises:
            ServerError: the server fails for good; what came before is kept for the next run.
        """
        kept = self._kept = self._kept or Kept(self.signature)
        # What repeats itself is asked for anew.
        known = [i for i, text in enumerate(texts) if text in kept and not avoid_repeats]
        yield from ((i, [Hypothesis(kept[texts[i]])]) for i in known)
        rest = sorted({*range(len(texts))} - {*known})
        try:
            for place, made in self.translations([texts[i] for i in rest]):
                if not avoid_repeats:
                    kept.add(texts[rest[place]], made)
                yield rest[place], [Hypothesis(made)]
        except ServerError as error:
            raise ServerError(f"{error}{kept.save()}") from None
        except BaseException:
            kept.save()
            raise
        if texts:
            kept.forget()

    def translations(self, texts: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Ask the server; yields numbers of texts and their translations.

        Raises:
            ServerError: the server fails for good.
        """
        raise NotImplementedError


class LibreModel(ServerModel):
    """The model of a LibreTranslate server for a pair.

    Raises:
        LanguagePairError: the server has not both languages.
        ServerError: it cannot be reached, or does not speak as LibreTranslate does.
    """

    def __init__(self, client: Client, pair: LanguagePair, key: str = "") -> None:
        super().__init__(client, pair, "libretranslate")
        self._key = key
        self._source, self._target = _codes(client, pair)

    def translations(self, texts: Sequence[str]) -> Iterator[tuple[int, str]]:
        """In batches."""
        for batch in _batches(texts):
            yield from zip(batch, self._translate([texts[i] for i in batch]), strict=True)

    def _translate(self, texts: list[str]) -> list[str]:
        try:
            found = self._ask(texts)
        except TooLargeError:
            if len(texts) == 1:
                raise
            half = len(texts) // 2
            return [*self._translate(texts[:half]), *self._translate(texts[half:])]
        if isinstance(found, list) and len(found) == len(texts) and all(isinstance(text, str) for text in found):
            return [self._checked(text, made) for text, made in zip(texts, found, strict=True)]
        if len(texts) > 1:
            # A server that takes no lists, or loses count.
            return [text for one in texts for text in self._translate([one])]
        if isinstance(found, str):
            return [self._checked(texts[0], found)]
        raise ServerError(
            f"{self.client.address}: the server gave no translation of {texts[0][:40]!r}; is it LibreTranslate?"
        )

    def _checked(self, text: str, made: str) -> str:
        made = as_segment(made, text)
        if not made and any(map(str.isalpha, text)):
            raise ServerError(f"{self.client.address}: the server gave nothing for {text[:40]!r}")
        return made

    def _ask(self, texts: list[str]) -> Any:
        body = {
            "q": texts if len(texts) > 1 else texts[0],
            "source": self._source,
            "target": self._target,
            "format": "text",
        }
        answer = self.client.post("/translate", body | ({"api_key": self._key} if self._key else {}))
        return answer.get("translatedText") if isinstance(answer, dict) else None


def _codes(client: Client, pair: LanguagePair) -> tuple[str, str]:
    """The codes by which a server knows two languages."""
    listed = client.get("/languages")
    try:
        targets = {str(row["code"]): [str(code) for code in row.get("targets", [])] for row in listed}
    except (TypeError, KeyError, AttributeError):
        raise ServerError(f"{client.address}/languages: no list of languages; is it LibreTranslate?") from None
    source = choose_code(pair.source, targets)
    target = choose_code(pair.target, (targets[source] if source else []) or targets)
    if source is None or target is None:
        known = ", ".join(sorted(targets))
        raise LanguagePairError(
            f"{client.address}: the server does not translate {pair.source} to {pair.target}; it has {known}"
        )
    return source, target


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for index, text in enumerate(texts):
        if batch and (len(batch) == _BATCH or size + len(text) > _BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(index)
        size += len(text)
    if batch:
        yield batch


def open_plain(pair: LanguagePair, where: str = "", beam: int = DEFAULT_BEAM, threads: int | None = None) -> LibreModel:
    """The server at ``http:`` and ``where``; beam and threads are its own matter."""
    return _open("http", pair, where)


def open_secure(
    pair: LanguagePair, where: str = "", beam: int = DEFAULT_BEAM, threads: int | None = None
) -> LibreModel:
    """The server at ``https:`` and ``where``; beam and threads are its own matter."""
    return _open("https", pair, where)


def _open(scheme: str, pair: LanguagePair, where: str) -> LibreModel:
    key = os.environ.get(KEY, "")
    return LibreModel(Client(f"{scheme}:{where}", secret=key), pair, key)
