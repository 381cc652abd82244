"""Asking a server that the user named: JSON over HTTP, with retries, and nothing sent anywhere else.

A connection goes to the host of the address and to no other: redirects are refused. Proxies are those of the user, and
none for this machine. Keys come from the environment and are in no message, signature or file.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import re
import time
import warnings
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from toolkit.errors import NetworkWarning, ServerError
from toolkit.text.controls import CONTROL, HALF
from toolkit.version import __version__

# Seconds: a language model on a CPU may think for minutes.
_TIMEOUT = 300.0
# Before each further try: a short fault passes, and a busy server says so.
_PAUSES = (1.0, 4.0, 15.0)
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
_LARGEST = 64 << 20
_SHOWN = 120
_ADDRESS = re.compile(r"[!-~]+")
_TOO_LARGE = frozenset({400, 413, 422})
_LINE_ENDS = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


class TooLargeError(ServerError):
    """A request that the server refuses, perhaps for its size."""


class _Later(Exception):
    """A fault that may pass."""


class Client:
    """A server at an address.

    Args:
        address: ``http`` or ``https``, with a path if there is one.
        key: sent as bearer token; kept out of everything else.
        secret: a key that the caller puts into the body; kept out of messages.
        pauses: seconds before each further try.
        timeout: seconds for one answer.

    Raises:
        ServerError: it is no such address, has a password in it, or a key would go over the network unencrypted.
    """

    def __init__(
        self,
        address: str,
        key: str = "",
        *,
        secret: str = "",
        pauses: Sequence[float] = _PAUSES,
        timeout: float = _TIMEOUT,
    ) -> None:
        self.address = address.rstrip("/")
        if "@" in address or "?" in address or "#" in address:
            # It is not shown: it may hold a key.
            raise ServerError("the address of the server has a password or a query; keys come from the environment")
        try:
            parts = urlsplit(self.address)
            host, _ = parts.hostname, parts.port
        except ValueError as error:
            raise ServerError(f"{address}: not an address ({error})") from None
        if parts.scheme not in ("http", "https") or not host or not _ADDRESS.fullmatch(address):
            raise ServerError(f"{address}: not an address of a server; write it like http://localhost:5000")
        self.is_local = _is_local(host)
        self._secrets = [one for one in (key, secret) if one]
        if self._secrets and parts.scheme == "http" and not self.is_local:
            raise ServerError(
                f"{self.address}: your key would go there unencrypted; write https, or unset the key in the environment"
            )
        self._answered = False
        self._key, self._pauses, self._timeout = key, tuple(pauses), timeout
        self._opener = OpenerDirector()
        # Not build_opener: that would follow redirects, and open files and FTP.
        for handler in (
            ProxyHandler({} if self.is_local else None),
            HTTPHandler(),
            HTTPSHandler(),
            HTTPDefaultErrorHandler(),
            HTTPErrorProcessor(),
        ):
            self._opener.add_handler(handler)
        if not self.is_local:
            warnings.warn(NetworkWarning(f"texts are sent to {self.address}, which is not this machine"), stacklevel=3)

    def get(self, path: str) -> Any:
        """The JSON at a path.

        Raises:
            ServerError: there is none.
        """
        return self._ask(path, None)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """The JSON answer to JSON.

        Raises:
            ServerError: the server cannot be reached, refuses, or answers with something else; short faults are waited
                for first.
        """
        return self._ask(path, json.dumps(body, ensure_ascii=False).encode())

    def _ask(self, path: str, data: bytes | None) -> Any:
        for pause in (*self._pauses, None):
            try:
                return self._once(path, data)
            except _Later as fault:
                if pause is None:
                    raise ServerError(
                        f"{self.address}: {fault}; is the server running? run the command again"
                    ) from None
                time.sleep(pause)
        raise AssertionError

    def hidden(self, text: str) -> str:
        """A text of the server for a message: one line, not too long, and without the key."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_SHOWN]

    def _once(self, path: str, data: bytes | None) -> Any:
        headers = {"User-Agent": f"bitext-toolkit/{__version__}", "Accept": "application/json"}
        if data is not None:
            headers["Content-Type"] = "application/json"
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        try:
            with self._opener.open(Request(self.address + path, data, headers), timeout=self._timeout) as answer:
                content = self._read(answer)
                promised = answer.headers.get("Content-Length", "")
        except HTTPError as error:
            raise self._refused(error) from None
        except (URLError, http.client.HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            fault = f"no answer ({getattr(reason, 'strerror', None) or reason or type(error).__name__})"
            if isinstance(reason, ConnectionRefusedError) and not self._answered:
                # It was never there, and will not be in a moment.
                raise ServerError(f"{self.address}: {fault}; is the server running?") from None
            raise _Later(fault) from None
        self._answered = True
        if promised.isdecimal() and len(content) < min(int(promised), _LARGEST):
            raise _Later(f"no answer to the end ({len(content)} of {promised} bytes)")
        if len(content) > _LARGEST:
            raise ServerError(f"{self.address}: an answer of over {_LARGEST >> 20} MB; nothing was taken from it")
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            what = "a web page" if content.lstrip()[:1] == b"<" else "no JSON" if content.strip() else "nothing"
            raise ServerError(
                f"{self.address}{path}: the server answered with {what}; is it the right address?"
            ) from None

    def _read(self, answer: Any) -> bytes:
        """The body; a server that sends it drop by drop is not waited for."""
        end, content = time.monotonic() + self._timeout, bytearray()
        while len(content) <= _LARGEST and (block := answer.read1(1 << 16)):
            content += block
            if time.monotonic() > end:
                raise TimeoutError(f"not whole after {self._timeout:g} seconds")
        return bytes(content)

    def _refused(self, error: HTTPError) -> Exception:
        self._answered = True
        if 300 <= error.code < 400:
            where = self.hidden(error.headers.get("Location", "").partition("?")[0])
            return ServerError(f"{self.address}: the server redirects to {where}; name that address if you trust it")
        said = self.hidden(_reason(error))
        said = f" ({said})" if said else ""
        if error.code in _LATER:
            return _Later(f"the server answers {error.code}{said}")
        hint = "; set the key in the environment" if error.code in (401, 403) else ""
        kind = TooLargeError if error.code in _TOO_LARGE else ServerError
        return kind(f"{self.address}: the server refuses with {error.code}{said}{hint}")


def _reason(error: HTTPError) -> str:
    """What the body of an error says, as LibreTranslate and OpenAI put it."""
    try:
        said = json.loads(error.read(1 << 16))["error"]
        text = said["message"] if isinstance(said, dict) else said
    except (OSError, ValueError, KeyError, TypeError, RecursionError, http.client.HTTPException):
        return ""
    return str(text)


def as_segment(made: str, text: str) -> str:
    """A translation of a text, on one line if the text is, without signs that no document can hold."""
    line = made if "\n" in text else _LINE_ENDS.sub(" ", made.strip())
    # JSON can hold half a character, which no file can.
    return HALF.sub("\ufffd", CONTROL.sub("", line)).strip()


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
