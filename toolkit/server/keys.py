"""API keys: a file holds their SHA-256 digests only, one on a line, with a name behind it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files import read_text, write_text

_LINE = re.compile(r"([0-9a-fA-F]{64})(?:\s+(.*))?")


def digest_of(key: str) -> str:
    """What a file holds of a key. Keys are long and random, so a plain digest cannot be turned back."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


class Keys:
    """The keys that a server takes.

    Args:
        path: of the file.

    Raises:
        InputError: the file is missing, or a line is no digest.
    """

    def __init__(self, path: Path) -> None:
        self._digests: list[str] = []
        for number, line in enumerate(read_text(path).splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            match = _LINE.fullmatch(line.strip())
            if not match:
                raise InputError(
                    f"{path}, line {number}: not the SHA-256 digest of a key; make keys with --new-key NAME"
                )
            self._digests.append(match[1].lower())

    def knows(self, key: str) -> bool:
        """Whether a key is one of them; takes the same time for each."""
        wanted = digest_of(key)
        return sum(hmac.compare_digest(wanted, known) for known in self._digests) > 0


def add_key(path: Path, name: str) -> str:
    """Make a key, add its digest to a file and return the key, which nothing else keeps.

    Raises:
        InputError: the name has more than one line.
    """
    if not name.isprintable():
        raise InputError("the name of a key is one line of text")
    key = secrets.token_urlsafe(24)
    before = read_text(path) if path.exists() else "# SHA-256 digests of API keys, each with its name\n"
    write_text(path, f"{before.rstrip()}\n{digest_of(key)} {name}\n")
    path.chmod(0o600)
    return key
