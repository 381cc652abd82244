"""Corpora as test sets: human targets become references, machine output becomes a system."""

from __future__ import annotations

from pathlib import Path

from toolkit.corpora.folder import CorpusFolder, units_at
from toolkit.errors import InputError
from toolkit.evaluation.export import ExportSet
from toolkit.units import Origin, TranslationUnit

HUMAN, MACHINE = "human", "bitext"


def testset_of(
    path: Path,
    name: str,
    pseudo: bool = False,
    read_as: str | None = None,
    languages: tuple[str | None, str | None] = (None, None),
) -> ExportSet:
    """Make a test set of a corpus folder or a file of units.

    Only targets of human origin become references. A machine's version of the same source, which ``build`` keeps in
    ``evaluation.json``, goes along as the output of a system.

    Args:
        path: corpus folder, TMX, JSONL or TSV.
        name: of the set.
        pseudo: take machine targets as references too, named ``pseudo``; such a set measures likeness to that machine.
        read_as: name of the format of a file, where its name cannot tell.
        languages: of the source and of the target, which choose among the units of a file.

    Raises:
        InputError: no such file, mixed languages, or nothing that can be a reference.
    """
    units: list[TranslationUnit] = []
    for unit in units_at(path, read_as, *languages):
        if (pseudo or unit.origin is Origin.HUMAN) and unit.source.strip() and unit.target.strip():
            units.append(unit)
    if not units:
        raise InputError(
            f"{path}: no unit of human origin, so nothing to measure against; give a human corpus, or --pseudo to take "
            "the machine's targets"
        )
    pairs = {(u.source_language, u.target_language) for u in units}
    if len(pairs) > 1:
        there = ", ".join(sorted("-".join(pair) for pair in pairs))
        raise InputError(f"{path}: units in several pairs of languages ({there}); choose one by --from and --to")
    # Readers of these layouts take a document for one block of lines.
    order = {document: place for place, document in enumerate(dict.fromkeys(u.document for u in units))}
    units.sort(key=lambda u: order[u.document])
    [(source_language, target_language)] = pairs
    kinds: dict[str, set[str]] = {}
    for unit in units:
        kinds.setdefault(unit.document, set()).add(unit.kind)
    test = ExportSet(
        name,
        source_language,
        target_language,
        [u.source for u in units],
        [u.document or "corpus" for u in units],
        # A document belongs to one domain only.
        ["+".join(sorted(kinds[u.document])) for u in units],
        {"pseudo" if pseudo else HUMAN: [u.target for u in units]},
    )
    hypotheses = _machine_versions(path) if path.is_dir() else {}
    found = [hypotheses.get((u.document, u.source)) for u in units]
    if all(found) and not pseudo:
        test.systems[MACHINE] = [h or "" for h in found]
    return test


def _machine_versions(folder: Path) -> dict[tuple[str, str], str]:
    checks = CorpusFolder(folder).read_title_checks()
    return {(document, c.source): c.hypothesis for document, found in checks.items() for c in found}
