"""What all interfaces of the server do with an engine: texts, files, languages, and the limits of each."""

from __future__ import annotations

import secrets
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from toolkit.api.projects import Workbench, open_project
from toolkit.errors import InputError
from toolkit.languages.names import english_name
from toolkit.languages.pair import LanguagePair
from toolkit.pipeline.render import RenderedDocument
from toolkit.server.batching import CALLER, LEFT, Caller, SharedEngine
from toolkit.server.keys import Keys
from toolkit.server.pool import Loader, Pool
from toolkit.server.settings import RequestError, Settings
from toolkit.server.suggestions import Suggestions

if TYPE_CHECKING:
    from anyio import CapacityLimiter
    from starlette.requests import Request

T = TypeVar("T")

# Threads that wait for batches; more wait in the queue.
_THREADS = 96
# Files take long: they must not have all threads.
_FILES = 4
_FILE_SECONDS = 600
# Translated files that wait to be fetched.
_KEPT_BYTES = 128 << 20
_KEPT_SECONDS = 900


@dataclass(slots=True)
class Made:
    """A text in the other language.

    Attributes:
        text: the whole.
        rendered: its sentences; None for a text that was left as it is.
    """

    text: str
    rendered: RenderedDocument | None = None

    def alternatives(self, number: int) -> list[str]:
        """Other translations of the whole, as far as the engine has kept any of a text of one sentence."""
        parts = [p for p in self.rendered.paragraphs if p.translations] if self.rendered else []
        translations = [t for part in parts for t in part.translations]
        if len(translations) != 1:
            return []
        [one] = translations
        others = getattr(one, "alternatives", None) or ()
        return [self.text.replace(one.text, other, 1) for other in others][:number]


@dataclass(slots=True, frozen=True)
class _KeptFile:
    name: str
    data: bytes
    until: float


@dataclass(slots=True)
class Counts:
    """What was done since the start, for ``/metrics``."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    characters: int = 0
    refused: int = 0


class Service:
    """The work of a server, whatever the interface.

    Args:
        settings: of the server.
        loader: see :class:`toolkit.server.pool.Pool`.

    Raises:
        InputError, OutputError: the settings cannot be used.
    """

    def __init__(self, settings: Settings, loader: Loader | None = None) -> None:
        self.settings = settings
        self.pool = Pool(settings, loader)
        self.keys = Keys(settings.keys) if settings.keys else None
        self.suggestions = Suggestions(settings.suggestions, self.pool.pairs[0]) if settings.suggestions else None
        self.bench = Workbench(open_project(settings.project)) if settings.project else None
        self.counts = Counts()
        self.working = 0
        self._limiters: dict[bool, CapacityLimiter] = {}
        self._kept: dict[str, _KeptFile] = {}
        self._lock = threading.Lock()

    async def run(self, work: Callable[[], T], request: Request | None = None, file: bool = False) -> T:
        """Do something in a thread when its turn comes.

        Args:
            work: to do.
            request: whose body was read; once its client has gone away, nothing more is begun for it. None for work
                that is to be done whoever waits, such as saving.
            file: it takes long.

        Raises:
            RequestError: too many wait already, or the client has gone away.
        """
        from asyncio import create_task

        from anyio import CapacityLimiter, to_thread

        if self.working >= self.settings.queue:
            self.counts.refused += 1
            raise RequestError(429, "the server is busy; come back in 2 seconds", 2)
        if file not in self._limiters:
            self._limiters[file] = CapacityLimiter(_FILES if file else _THREADS)
        self.working += 1
        caller = Caller()
        CALLER.set(caller)
        watching = create_task(_watch(request, caller)) if request else None
        try:
            return await to_thread.run_sync(lambda: _begun(work, caller), limiter=self._limiters[file])
        finally:
            if watching:
                watching.cancel()
            self.working -= 1

    def deadline(self, file: bool = False) -> float:
        """Until when a request that comes now may be worked on."""
        return time.monotonic() + (_FILE_SECONDS if file else self.settings.seconds)

    def check_size(self, texts: Sequence[str]) -> None:
        """Refuse what is too much for a request, in the words of LibreTranslate.

        Raises:
            RequestError: 400.
        """
        sizes = (len(texts), self.settings.units), (sum(map(len, texts)), self.settings.characters)
        for size, limit in sizes:
            if size > limit:
                raise RequestError(400, f"Invalid request: request ({size}) exceeds text limit ({limit})")
        self.counts.characters += sizes[1][0]

    def pair(self, source: object, target: object) -> LanguagePair:
        """The pair that two codes of a client mean; may be one language twice.

        Raises:
            RequestError: 400, in the words of LibreTranslate.
        """
        found = [self.pool.language(code) for code in (source, target)]
        for code, language in zip((source, target), found, strict=True):
            if language is None:
                raise RequestError(400, f"{str(code)[:40]} is not supported")
        one, other = str(found[0]), str(found[1])
        pair = LanguagePair(one, other)
        if one != other and not self.pool.serves(pair):
            raise RequestError(
                400,
                f"{english_name(other)} ({other}) is not available as a target language "
                f"from {english_name(one)} ({one})",
            )
        return pair

    def detect(self, text: str) -> list[dict[str, Any]]:
        """Languages of a text, the likeliest first, among those that the server knows."""
        from toolkit.text.identify import identify

        known = {code.split("-")[0]: code for code in reversed(self.pool.languages())}
        guess = identify(text, list(known))
        language = known.get(guess.language, self.pool.pairs[0].source)
        return [{"confidence": round(100 * guess.probability, 1), "language": language}]

    def translate_each(
        self, texts: Sequence[str], pairs: Sequence[LanguagePair], kind: str, deadline: float, others: bool = False
    ) -> list[Made]:
        """Translate texts of several languages; see :meth:`translate`.

        Args:
            texts: any.
            pairs: of each text.
            kind: ``text`` or ``html``.
            deadline: see :meth:`deadline`.
            others: :meth:`Made.alternatives` are wanted.

        Raises:
            RequestError: the time is over.
            BitextError: a text cannot be read, or the model cannot be loaded.
        """
        made = [Made(text) for text in texts]
        for pair in dict.fromkeys(pairs):
            places = [n for n, other in enumerate(pairs) if other == pair]
            found = self.translate([texts[n] for n in places], pair, kind, deadline, others)
            for n, one in zip(places, found, strict=True):
                made[n] = one
        return made

    def translate(
        self, texts: Sequence[str], pair: LanguagePair, kind: str, deadline: float, others: bool = False
    ) -> list[Made]:
        """Translate texts in one job.

        Args:
            texts: any; blank ones stay as they are.
            pair: see :meth:`pair`.
            kind: ``text`` or ``html``.
            deadline: see :meth:`deadline`.
            others: :meth:`Made.alternatives` are wanted.

        Raises:
            RequestError: the time is over.
            BitextError: a text cannot be read, or the model cannot be loaded.
        """
        from toolkit.pipeline.pages import read_manuscript, translate_manuscripts

        wanted = [n for n, text in enumerate(texts) if any(map(str.isalnum, text))]
        made = [Made(text) for text in texts]
        if pair.source == pair.target or not wanted:
            return made
        engine = SharedEngine(self.pool.batcher(pair), deadline, others)
        read = [read_manuscript(_encoded(texts[n]), "text", kind, pair.source, pair.target) for n in wanted]
        for n, (rendered, data) in zip(wanted, translate_manuscripts(read, engine), strict=True):
            made[n] = Made(data.decode(), rendered)
        return made

    def translate_file(self, name: str, data: bytes, pair: LanguagePair, deadline: float) -> str:
        """Translate a file and keep it; gives the name by which it can be fetched.

        Raises:
            RequestError: the time is over, or files fill the memory.
            BitextError: the file is of no known kind, or damaged.
        """
        import io

        from toolkit.api.translating import check_kind, translate_file

        # Only the last part counts, and of it only the suffix: the name is never that of a file here.
        shown = PurePosixPath(name.replace("\\", "/")).name or "file.txt"
        check_kind(shown)
        stream = io.BytesIO(data)
        stream.name = shown  # type: ignore[attr-defined]
        if pair.source == pair.target:
            made = data
        else:
            made = translate_file(stream, None, SharedEngine(self.pool.batcher(pair), deadline)).data
        path = PurePosixPath(shown)
        return self._keep(_KeptFile(f"{path.stem}.{pair.target}{path.suffix}", made, time.monotonic() + _KEPT_SECONDS))

    def _keep(self, file: _KeptFile) -> str:
        token = secrets.token_urlsafe(18) + PurePosixPath(file.name).suffix.lower()
        with self._lock:
            now = time.monotonic()
            self._kept = {key: kept for key, kept in self._kept.items() if kept.until > now}
            if sum(len(kept.data) for kept in self._kept.values()) + len(file.data) > _KEPT_BYTES:
                raise RequestError(429, "too many translated files wait to be fetched", 60)
            self._kept[token] = file
        return token

    def kept_file(self, token: str) -> tuple[str, bytes]:
        """Name and content of a translated file.

        Raises:
            RequestError: 404, there is none of this name, or not any more.
        """
        found = self._kept.get(token)
        if found is None or found.until < time.monotonic():
            raise RequestError(404, "Invalid filename")
        return found.name, found.data

    def check_key(self, key: object) -> None:
        """Let pass who has a key, where keys are asked for.

        Raises:
            RequestError: 403, in the words of LibreTranslate.
        """
        if self.keys is None:
            return
        if not key:
            raise RequestError(403, "Please contact the server operator to get an API key")
        if not isinstance(key, str) or not self.keys.knows(key):
            raise RequestError(403, "Invalid API key")


async def _watch(request: Request, caller: Caller) -> None:
    """Tell a caller's work when the connection is closed."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    caller.leave()


def _begun(work: Callable[[], T], caller: Caller) -> T:
    if caller.gone:
        raise RequestError(LEFT, "the client has gone away")
    return work()


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise InputError("the text holds half of a character (a lone surrogate)") from None
