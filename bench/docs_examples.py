"""Run the ``console`` blocks of README and the guides, and compare or rewrite what they show.

python bench/docs_examples.py            # writes the output of each command into the pages

Commands run in one shell a page, in an empty folder that holds a copy of ``docs/guides/files/PAGE/``. Lines that tell
the time a command took are left out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/guides/*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TIMES = re.compile(r"^.* in [\d.,]+ s \(.*\)\n", re.MULTILINE)
_MARK = "\x1e"
#: The arithmetic of ``bitext build`` (docs/decisions/0003-same-bytes.md), so that every machine shows the same.
_SAME = {
    "CT2_FORCE_CPU_ISA": "AVX2",
    "CT2_USE_MKL": "0",
    "ONEDNN_MAX_CPU_ISA": "AVX2",
    "MKL_CBWR": "COMPATIBLE",
    "OPENBLAS_CORETYPE": "Haswell",
    "COLUMNS": "100",
    "LC_ALL": "C.UTF-8",
}


def rewritten(page: Path) -> str:
    """A page whose console blocks show what their commands print now."""
    text = page.read_text(encoding="utf-8")
    blocks = [re.findall(r"^\$ (.*)$", block, re.MULTILINE) for block in BLOCK.findall(text)]
    outputs = iter(_run([command for block in blocks for command in block], ROOT / "docs/guides/files" / page.stem))
    shown = iter(["".join(f"$ {command}\n{next(outputs)}" for command in block) for block in blocks])
    return BLOCK.sub(lambda _: f"```console\n{next(shown)}```", text)


def _run(commands: list[str], files: Path) -> list[str]:
    """What each command prints, errors included."""
    if not commands:
        return []
    with tempfile.TemporaryDirectory() as place:
        work, tools = Path(place) / "work", Path(place) / "bin"
        shutil.copytree(files, work) if files.exists() else work.mkdir()
        tools.mkdir()
        (tools / "bitext").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m toolkit "$@"\n')
        (tools / "bitext").chmod(0o755)
        script = "exec 2>&1\n" + "".join(f"{command}\nprintf '{_MARK}'\n" for command in commands)
        path = f"{tools}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, **_SAME, "PATH": path, "HOME": place, "PYTHONPATH": str(ROOT)}
        made = subprocess.run(
            ["bash", "-c", script], cwd=work, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
    return [_TIMES.sub("", piece) for piece in made.stdout.split(_MARK)[:-1]]


if __name__ == "__main__":
    for page in [Path(name).resolve() for name in sys.argv[1:]] or PAGES:
        page.write_text(rewritten(page), encoding="utf-8")
