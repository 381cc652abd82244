"""The front door to test sets for other tools."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.api.common import StrPath
from toolkit.errors import InputError, OutputError


def export_testset(
    corpus: StrPath,
    out: StrPath,
    layout: str,
    *,
    name: str = "bitext",
    pseudo: bool = False,
    format: str | None = None,
    languages: tuple[str | None, str | None] = (None, None),
    force: bool = False,
) -> list[Path]:
    """Export a test set for evaluation tools: source, references, document ids and outputs of systems.

    >>> [path.name for path in bitext.export_testset("old.tmx", "set", "sacrebleu", pseudo=True)]
    ['bitext.fr-en.src', 'bitext.fr-en.docid', 'bitext.fr-en.origlang', 'bitext.fr-en.ref']

    Args:
        corpus: a corpus folder, or a file of units; targets of human origin become references.
        out: folder, new or empty.
        layout: name, of :data:`toolkit.TESTSETS`.
        name: of the set; letters, digits and hyphens.
        pseudo: machine targets become references too; such a set measures likeness to that machine.
        format: name of the file's, where its suffix does not tell.
        languages: of the units that are taken, and of those of a file that names none; None for any.
        force: write into any other folder too.

    Returns:
        The files written.

    Raises:
        InputError: the name is wrong, there is no such layout, or the corpus cannot be read, has several pairs of
            languages, or no reference.
        OutputError: the folder is not empty, or cannot be written.
        PluginError: the layout is a plug-in that cannot be loaded.
    """
    from toolkit.evaluation.export import write_testset
    from toolkit.evaluation.registry import TESTSETS
    from toolkit.pipeline.testset import testset_of

    folder = Path(out)
    TESTSETS.check(layout)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", name):
        raise InputError(f"--name '{name}': letters, digits and hyphens only")
    if folder.exists() and not force and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{folder}: exists and is not an empty folder; choose another --out, or --force")
    return write_testset(testset_of(Path(corpus), name, pseudo, format, languages), layout, folder)
