"""A folder that ``datasets.load_dataset`` of Hugging Face opens: JSON lines with a ``translation`` field, a card."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from toolkit.errors import InputError
from toolkit.files import atomic_writer, write_text
from toolkit.formats.base import WriteReport
from toolkit.languages.tags import canonical
from toolkit.units import TranslationUnit
from toolkit.wording import counted


def places(path: Path, source_language: str, target_language: str) -> list[Path]:
    """The files of the folder."""
    return [path / "data" / "train.jsonl", path / "README.md"]


def write_path(units: Iterable[TranslationUnit], path: Path, source_language: str, target_language: str) -> WriteReport:
    """Write ``PATH/data/train.jsonl`` and ``PATH/README.md``."""
    report = WriteReport()
    codes = canonical(source_language).partition("-")[0], canonical(target_language).partition("-")[0]
    if codes[0] == codes[1]:  # en-GB and en-US: one key would hold one side only
        codes = source_language, target_language
    if codes[0] == codes[1]:
        raise InputError(f"{path}: both sides are '{codes[0]}'; a translation has two keys")
    rows, card = places(path, source_language, target_language)
    with atomic_writer(rows) as file:
        for unit in units:
            sides = dict(zip(codes, (unit.source, unit.target), strict=True))
            row = {"id": unit.id, "document": unit.document, "translation": sides}
            file.write((json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "replace"))
            report.units += 1
    write_text(
        card,
        "---\n"
        f"language:\n- {codes[0]}\n- {codes[1]}\n"
        "task_categories:\n- translation\n"
        "configs:\n- config_name: default\n  data_files:\n  - split: train\n    path: data/train.jsonl\n"
        "---\n\n"
        f"# {path.name}\n\n{counted(report.units, 'translation unit')}, {codes[0]}–{codes[1]}, "
        "written by bitext-toolkit.\n",
    )
    return report
