"""Fetching one file over HTTP: to be resumed, checked, and from nowhere but the hosts that are named.

The one place of the toolkit that opens a connection to fetch something; only ``bitext models get`` gets here. Proxies
are those of the user (``https_proxy``, ``no_proxy`` and the settings of the system), certificates those of the system.
"""

from __future__ import annotations

import contextlib
import errno
import http.client
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from toolkit.errors import OutputError, PackageError
from toolkit.files import sha256_file
from toolkit.packages.catalogue import ModelFile
from toolkit.version import __version__

_BLOCK = 1 << 18
_TIMEOUT = 30
# Seconds before another try: a short fault of a server or a line passes.
_PAUSES = (1, 3, 8)
_TRIES = 20
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
# For files of which nobody says how large they are.
_LARGEST = 8 << 30
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_PAGE = re.compile(rb"\s*<(?:!doctype|html|head|body|\?xml)", re.IGNORECASE)
_ELSEWHERE = "to fetch it on another machine, see 'bitext models get NAME --print' and --mirror"

_WEB_PAGE = f"the server sent a web page instead of a model (a login of your network?); {_ELSEWHERE}"
_HEADERS = {"User-Agent": f"bitext-toolkit/{__version__}", "Accept-Encoding": "identity"}

#: Called with the number of bytes that came since the last call; negative where a download begins again.
Progress = Callable[[int], None]


class _Ended(Exception):
    """The connection ended before all was there."""


class _Later(Exception):
    """The server asks to come back."""


@dataclass(slots=True, frozen=True)
class Fetched:
    """A file that came, and was checked as far as its source allows.

    Attributes:
        url: that was asked for.
        size, sha256: of what came.
        checked: whether a published digest was compared.
    """

    url: str
    size: int
    sha256: str
    checked: bool


class Downloader:
    """Fetches files into a folder where unfinished ones stay, to be resumed.

    Args:
        hosts: beside that of an address, to which a server may redirect; ``*.`` stands for any name below one.
        plain: allow addresses without encryption: those of a mirror that the user named.
        pauses: seconds before each further try.
    """

    def __init__(self, hosts: Sequence[str] = (), plain: bool = False, pauses: Sequence[float] = _PAUSES) -> None:
        self._plain = plain
        self._pauses = pauses
        self._opener = OpenerDirector()
        # Not build_opener: that would also open files, data: and FTP.
        for handler in (
            ProxyHandler(),
            HTTPHandler(),
            HTTPSHandler(),
            HTTPDefaultErrorHandler(),
            HTTPErrorProcessor(),
            UnknownHandler(),
            _Redirects(hosts),
        ):
            self._opener.add_handler(handler)

    def fetch(self, file: ModelFile, place: Path, progress: Progress | None = None) -> Fetched:
        """Fetch a file; what is there of an earlier try is not fetched again.

        Args:
            file: its address, and what is known of it.
            place: where it is written; beside it a note tells what an unfinished part is of.
            progress: see :data:`Progress`.

        Raises:
            PackageError: the address is refused, the server cannot be reached, answers with an error or with something
                else, or what came is not what was published. An unfinished part stays only where it can be resumed.
            OutputError: the folder cannot be written, or the disk is full.
        """
        if urlsplit(file.url).scheme != "https" and not (self._plain and urlsplit(file.url).scheme == "http"):
            raise PackageError(f"{file.url}: not an https address; nothing was fetched")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("ab+") as part, _alone(part, place):
                self._whole(file, place, part, progress or (lambda count: None))
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise OutputError(
                    f"{place}: the disk is full; free some space and run the command again, it goes on from there"
                ) from None
            raise OutputError(
                f"{place}: cannot be written ({error.strerror or error}); nothing was installed"
            ) from None
        return checked(file, place)

    def _whole(self, file: ModelFile, place: Path, part: BinaryIO, progress: Progress) -> None:
        """Ask until all is there, from where the last answer ended."""
        note = _note(place)
        progress(_resumable(file, part, note))
        why, failures = "", 0
        for _ in range(_TRIES):
            before = part.seek(0, os.SEEK_END)
            try:
                if file.size is None or before != file.size:
                    self._ask(file, part, note, progress)
                return
            except _Ended as ended:
                why = f"{ended}; run the command again, it goes on from there"
            except _Later as later:
                why = str(later)
            if part.seek(0, os.SEEK_END) > before:
                failures = 0
            elif failures == len(self._pauses):
                break
            else:
                time.sleep(self._pauses[failures])
                failures += 1
        raise PackageError(f"{file.url}: {why}")

    def _ask(self, file: ModelFile, part: BinaryIO, note: Path, progress: Progress) -> None:
        """One request and its answer."""
        start = part.seek(0, os.SEEK_END)
        seen = _read_note(note).get("seen", "")
        request = Request(file.url, headers=_HEADERS)
        if start:
            request.add_header("Range", f"bytes={start}-")
            if seen:
                request.add_header("If-Range", seen)
        found = self._answer(file, request, part, progress)
        if found is None:
            return
        with found as answer:
            start, total = _begin(file, answer, part, start, progress)
            tag = answer.headers.get("ETag") or ""
            # A weak tag does not promise the same bytes (RFC 9110, section 13.1.5).
            seen = tag if tag and not tag.startswith("W/") else answer.headers.get("Last-Modified") or ""
            note.write_text(json.dumps({"url": file.url, "seen": seen, "total": total}), encoding="utf-8")
            self._copy(file, answer, part, start, total, progress)

    def _answer(self, file: ModelFile, request: Request, part: BinaryIO, progress: Progress) -> Any:
        """The answer to a request; None if all is there already."""
        try:
            return self._opener.open(request, timeout=_TIMEOUT)
        except HTTPError as error:
            with contextlib.suppress(OSError):
                error.close()
            if error.code == 416 and request.has_header("Range"):
                there = part.seek(0, os.SEEK_END)
                if (error.headers.get("Content-Range") or "").strip() == f"bytes */{there}":
                    return None
                _forget(part, progress, there)
                raise _Ended("the server has not what an unfinished part is of") from None
            if error.code in _LATER:
                raise _Later(f"the server answered {error.code} ({error.reason}); try again later") from None
            raise PackageError(
                f"{file.url}: the server answered {error.code} ({error.reason}); the address may have changed, "
                f"{_ELSEWHERE}"
            ) from None
        except URLError as error:
            reason = getattr(error.reason, "strerror", None) or error.reason
            raise PackageError(f"{file.url}: cannot be reached ({reason}); {_ELSEWHERE}") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _Later(f"no answer that can be read ({error or type(error).__name__}); {_ELSEWHERE}") from None

    def _copy(
        self, file: ModelFile, answer: Any, part: BinaryIO, start: int, total: int | None, progress: Progress
    ) -> None:
        limit = total if total is not None else _LARGEST
        done = start
        while True:
            try:
                block = answer.read(_BLOCK)
            except (http.client.HTTPException, OSError, ValueError) as error:
                block = getattr(error, "partial", b"")
                _write(part, block[: limit - done], progress)
                raise _Ended(_ended(done + len(block), total)) from None
            if not block:
                break
            if not done and _PAGE.match(block):
                _forget(part, progress, done)
                raise PackageError(f"{file.url}: {_WEB_PAGE}")
            if done + len(block) > limit:
                _forget(part, progress, done)
                raise PackageError(f"{file.url}: the server sent more than the {limit:,} bytes that are expected")
            _write(part, block, progress)
            done += len(block)
        if total is not None and done < total:
            raise _Ended(_ended(done, total))


class _Redirects(HTTPRedirectHandler):
    """Goes on to the same host or one that is named, never from https to http."""

    max_redirections = 5

    def __init__(self, hosts: Sequence[str]) -> None:
        self._hosts = hosts

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        host = new.hostname or ""
        if new.scheme != old.scheme and new.scheme != "https":
            raise PackageError(f"{req.full_url}: leads to {newurl}, which is not encrypted; nothing was fetched")
        if host != req.origin_req_host and not any(_fits(host, pattern) for pattern in self._hosts):
            raise PackageError(
                f"{req.full_url}: leads to another host, {host}, which the catalogue does not name; nothing was fetched"
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _fits(host: str, pattern: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _begin(file: ModelFile, answer: Any, part: BinaryIO, start: int, progress: Progress) -> tuple[int, int | None]:
    """Where the body of an answer begins, and how many bytes the whole file has, if the server says so."""
    length = int(answer.headers["Content-Length"]) if (answer.headers.get("Content-Length") or "").isdigit() else None
    total = None if length is None else length
    if answer.status == 206:
        found = _RANGE.match(answer.headers.get("Content-Range") or "")
        if not found or int(found[1]) != start:
            _forget(part, progress, start)
            raise _Ended("the server sent another part than was asked for")
        total = int(found[2]) if found[2].isdigit() else None if length is None else start + length
    elif start:
        # A server without ranges, or the file has changed: from the beginning.
        _forget(part, progress, start)
        start = 0
    if (answer.headers.get("Content-Type") or "").partition(";")[0].strip().lower() == "text/html":
        raise PackageError(f"{file.url}: {_WEB_PAGE}")
    packed = (answer.headers.get("Content-Encoding") or "identity").lower()
    if packed != "identity":
        raise PackageError(f"{file.url}: the server sent it packed ({packed}), which it was asked not to; not fetched")
    if file.size is not None and total is not None and total != file.size:
        raise PackageError(f"{file.url}: the server has {total:,} bytes where {file.size:,} are published; not fetched")
    total = total if total is not None else file.size
    if total is not None:
        free = shutil.disk_usage(Path(part.name).parent).free
        if total - start > free:
            raise OutputError(
                f"{part.name}: {(total - start) >> 20:,} MiB are to come, and the disk has {free >> 20:,} MiB left; "
                f"free some space"
            )
    return start, total


def _ended(done: int, total: int | None) -> str:
    return f"the connection ended after {done:,}{'' if total is None else f' of {total:,}'} bytes"


def _resumable(file: ModelFile, part: BinaryIO, note: Path) -> int:
    """How many bytes of an earlier try can be used; others are thrown away."""
    there = part.seek(0, os.SEEK_END)
    fits = _read_note(note).get("url") == file.url and (file.size is None or there <= file.size)
    # Without a tag or a day the server cannot be asked whether the file is still the same; a digest tells in the end.
    if there and not (fits and (_read_note(note).get("seen") or file.sha256)):
        part.truncate(0)
        return 0
    return there


def _write(part: BinaryIO, block: bytes, progress: Progress) -> None:
    part.write(block)
    part.flush()
    progress(len(block))


def _forget(part: BinaryIO, progress: Progress, counted: int) -> None:
    part.truncate(0)
    part.seek(0)
    progress(-counted)


def _note(place: Path) -> Path:
    return place.with_name(f"{place.name}.note")


def _read_note(note: Path) -> dict[str, Any]:
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _remove(place: Path) -> None:
    for path in (place, _note(place)):
        with contextlib.suppress(OSError):
            path.unlink()


def checked(file: ModelFile, place: Path) -> Fetched:
    """Compare what came with what is published; it is thrown away if it differs.

    Raises:
        PackageError: the size or the digest differs.
    """
    size, digest = place.stat().st_size, sha256_file(place)
    if not size:
        _remove(place)
        raise PackageError(f"{file.url}: nothing came; try again later; {_ELSEWHERE}")
    if file.size is not None and size != file.size:
        _remove(place)
        raise PackageError(f"{file.url}: {size:,} bytes came where {file.size:,} are published; nothing was installed")
    if file.sha256 and digest != file.sha256:
        _remove(place)
        raise PackageError(
            f"{file.url}: SHA-256 is {digest[:12]}…, published is {file.sha256[:12]}…; it is damaged or was changed, "
            f"and was not installed"
        )
    return Fetched(file.url, size, digest, bool(file.sha256))


@contextlib.contextmanager
def _alone(part: BinaryIO, place: Path) -> Iterator[None]:
    """Two commands that write one file would make neither; where the system has locks, the second is refused."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise PackageError(f"{place}: another command is fetching this; wait for it, or stop it") from None
    except OSError:
        # A disk of another machine may have no locks.
        pass
    yield
