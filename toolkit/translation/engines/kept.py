"""What a server translated before it failed, kept for the next run."""

from __future__ import annotations

import contextlib
import json
import threading
from hashlib import sha256
from pathlib import Path

from toolkit.errors import OutputError
from toolkit.files import write_text
from toolkit.packages.ranking import data_folder
from toolkit.wording import counted

# In memory; the oldest go first.
_MOST = 100_000


class Kept:
    """Translations of a server by their texts: the same text is asked for once as long as the engine lives.

    They are written to a file of the user's data folder only if a job breaks off, and the file goes with the first job
    that is finished.

    Args:
        signature: of the engine.
    """

    def __init__(self, signature: str) -> None:
        self.place = data_folder() / "unfinished" / f"{sha256(signature.encode()).hexdigest()[:24]}.json"
        self._lock = threading.Lock()
        self._made = _read(self.place)

    def __contains__(self, text: str) -> bool:
        return text in self._made

    def __getitem__(self, text: str) -> str:
        return self._made[text]

    def add(self, text: str, made: str) -> None:
        """Keep a translation."""
        with self._lock:
            self._made[text] = made
            if len(self._made) > _MOST:
                del self._made[next(iter(self._made))]

    def save(self) -> str:
        """Write all down; gives the words about that, empty where there is nothing or it cannot be written."""
        with self._lock:
            made = dict(self._made)
        if not made:
            return ""
        try:
            # It is the text of a user, which nobody else is to read.
            self.place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_text(self.place, json.dumps(made, ensure_ascii=False))
        except (OSError, OutputError):
            return ""
        kept = counted(len(made), "translation that came is", "translations that came are")
        return f"; {kept} kept, run the command again to go on"

    def forget(self) -> None:
        """Remove the file: a job is finished."""
        with contextlib.suppress(OSError):
            self.place.unlink()


def _read(place: Path) -> dict[str, str]:
    """What an earlier run has kept; nothing if it is damaged."""
    with contextlib.suppress(OSError, ValueError, RecursionError):
        found = json.loads(place.read_text(encoding="utf-8"))
        if isinstance(found, dict) and all(isinstance(made, str) for made in found.values()):
            return found
    return {}
