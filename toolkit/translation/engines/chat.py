"""A language model behind OpenAI's chat interface: Ollama, LM Studio, llama-server, vLLM.

``--model openai:http://localhost:11434/v1#NAME``; ``#NAME?prompt=FILE`` takes the prompt from a file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

from toolkit.errors import InputError, ServerError
from toolkit.files import read_text
from toolkit.languages.names import english_name
from toolkit.languages.pair import LanguagePair
from toolkit.translation.base import DEFAULT_BEAM
from toolkit.translation.engines.client import Client, as_segment
from toolkit.translation.engines.http import ServerModel

#: Where the key is, as OpenAI's own programs have it.
KEY = "OPENAI_API_KEY"
_PROMPT = (
    "Translate the user's text from {source} to {target}. Answer with the translation alone, in one line, without "
    "notes and without quotation marks of your own. Keep names, numbers, placeholders and tags as they are."
)
_TEXT = "{text}"
# Servers for one user answer a few at a time.
_AT_ONCE = 4
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_FENCE = re.compile(r"```\w*\n(.*?)\n?```", re.DOTALL)
_QUOTED = re.compile(r"[\"“«](.*)[\"”»]", re.DOTALL)
_QUOTES = frozenset('"“”«»')


class ChatModel(ServerModel):
    """A language model that is told to translate.

    Args:
        client: of the server.
        pair: languages.
        name: of the model.
        prompt: with ``{source}`` and ``{target}`` for the names of the languages; where it has ``{text}``, it is all
            that is sent, else it comes before the text as the system's word.
        threads: requests at a time.
    """

    def __init__(
        self, client: Client, pair: LanguagePair, name: str, prompt: str = _PROMPT, threads: int | None = None
    ) -> None:
        super().__init__(client, pair, name)
        named = prompt.replace("{source}", english_name(pair.source)).replace("{target}", english_name(pair.target))
        self._prompt, self._threads = named, threads or _AT_ONCE

    @property
    def signature(self) -> str:
        """Address, model and prompt; the answers of a server need not be the same twice."""
        return f"{super().signature}|prompt:{sha256(self._prompt.encode()).hexdigest()[:8]}|temperature:0"

    def translations(self, texts: Sequence[str]) -> Iterator[tuple[int, str]]:
        """A request for each text, some at a time."""
        with ThreadPoolExecutor(min(self._threads, max(1, len(texts)))) as pool:
            try:
                yield from enumerate(pool.map(self._translate, texts))
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _translate(self, text: str) -> str:
        # A second try: servers sample, whatever the temperature.
        for _ in range(2):
            found = as_segment(cleaned(self._answer(text), text), text)
            if found:
                return found
        raise ServerError(
            f"{self.client.address}: {self.name} gives no translation of {text[:40]!r}; try another model"
        )

    def _answer(self, text: str) -> str:
        if _TEXT in self._prompt:
            messages = [{"role": "user", "content": self._prompt.replace(_TEXT, text)}]
        else:
            messages = [{"role": "system", "content": self._prompt}, {"role": "user", "content": text}]
        body = {"model": self.name, "messages": messages, "temperature": 0, "seed": 1, "stream": False}
        answer = self.client.post("/chat/completions", body)
        try:
            choice = answer["choices"][0]
            content = choice["message"]["content"] or ""
            if not isinstance(content, str):
                raise TypeError("a message in parts")
        except (TypeError, KeyError, IndexError):
            raise ServerError(
                f"{self.client.address}: the answer has no message; does it speak as OpenAI does?"
            ) from None
        # An answer that was cut off is no translation.
        return content if choice.get("finish_reason") != "length" else ""


def cleaned(answer: str, text: str) -> str:
    """The translation in an answer, without what models put around it.

    Args:
        answer: of a model.
        text: that it translated.
    """
    found = _THOUGHTS.sub("", answer).strip()
    if fenced := _FENCE.fullmatch(found):
        found = fenced[1].strip()
    if "\n" not in text:
        # What comes behind an empty line are notes; what leads up to it with a colon is not the translation either.
        first, *others = re.split(r"\n\s*\n", found)
        if others and first.rstrip("* ").endswith(":") and not text.rstrip().endswith(":"):
            first = others[0]
        found = " ".join(first.split("\n"))
    if (
        (quoted := _QUOTED.fullmatch(found))
        and not _QUOTES & set(quoted[1])
        and not _QUOTES & set(text[:1] + text[-1:])
    ):
        found = quoted[1].strip()
    return found


def open_model(pair: LanguagePair, where: str = "", beam: int = DEFAULT_BEAM, threads: int | None = None) -> ChatModel:
    """The model of a server.

    Args:
        pair: languages.
        where: address, with ``#NAME`` where the server has several models, and ``?prompt=FILE`` behind it.
        beam: has no meaning here.
        threads: requests at a time.

    Raises:
        ServerError: the server cannot be reached, or which model is meant is not said.
        InputError: the prompt cannot be read.
    """
    address, _, rest = where.partition("#")
    name, _, option = rest.partition("?")
    key, _, file = option.partition("=")
    if option and (key != "prompt" or not file):
        raise InputError(f"{option}: not an option of a model; write #NAME?prompt=FILE")
    prompt = read_text(Path(file)).strip() if file else _PROMPT
    client = Client(address, os.environ.get(KEY, ""))
    return ChatModel(client, pair, name or _only_model(client), prompt, threads)


def _only_model(client: Client) -> str:
    listed: Any = client.get("/models")
    try:
        names = [str(row["id"]) for row in listed["data"]]
    except (TypeError, KeyError):
        raise ServerError(f"{client.address}/models: no list of models; add #NAME to the address") from None
    if len(names) != 1:
        known = f"choose from: {', '.join(names)}" if names else "it has none"
        raise ServerError(f"{client.address}: which model of the server is not said; add #NAME ({known})")
    return names[0]
