"""Barriers for people on a page, as axe-core from npm finds them."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest


def barriers(page, folder: Path) -> list:
    """What axe-core, from npm, finds wrong with a page by WCAG 2.2 AA: rule and element."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    if not list(folder.glob("axe-core-*.tgz")):
        got = subprocess.run(["npm", "pack", "axe-core@4"], cwd=folder, capture_output=True, timeout=120)
        if got.returncode:
            pytest.skip("npm cannot fetch axe-core")
    with tarfile.open(next(folder.glob("axe-core-*.tgz"))) as archive:
        source = archive.extractfile("package/axe.min.js").read().decode()
    page.execute_script(source)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    passes, found = page.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        f"axe.run({{runOnly: {json.dumps(tags)}}}).then(r => done([r.passes.length, r.violations.map(v => [v.id, v.nodes[0].html])]));"
    )
    assert passes > 10
    return found
