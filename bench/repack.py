"""Write an Argos package again with other files in it; `bench/dictionary_lexicon.py` does."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from toolkit.files import write_bytes
from toolkit.packages.archive import PackageInfo

# Zip files carry times; a fixed one makes equal contents equal files.
_TIME = (1980, 1, 1, 0, 0, 0)


def rewrite(package: PackageInfo, files: Mapping[str, str], out: Path, version: str) -> None:
    """Write a package with other files and version."""
    metadata = {**json.loads(package.read("metadata.json")), "package_version": version}
    changed = {name: text.encode() for name, text in files.items()}
    changed["metadata.json"] = json.dumps(metadata, indent=1).encode()
    root = f"translate-{package.from_code}_{package.to_code}-{version.replace('.', '_')}"
    buffer = io.BytesIO()
    with zipfile.ZipFile(package.path) as old, zipfile.ZipFile(buffer, "w") as new:
        members = {name.partition("/")[2]: name for name in old.namelist() if not name.endswith("/")}
        for member in [*members, *(name for name in changed if name not in members)]:
            entry = zipfile.ZipInfo(f"{root}/{member}", _TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            data = changed[member] if member in changed else old.read(members[member])
            new.writestr(entry, data, compresslevel=9)
    write_bytes(out, buffer.getvalue())
