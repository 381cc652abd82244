"""Cleaning of a corpus into files: what stays, what goes, and a journal that lets an interrupted run resume."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api.common import Progress
from toolkit.api.unit_files import UnitFiles, check_unit_output, write_units
from toolkit.errors import InputError, OutputError
from toolkit.files import COMPRESSED, check_output_file, check_output_folder, is_device, refuse_inputs
from toolkit.units import TranslationUnit

if TYPE_CHECKING:
    from toolkit.cluster import Cluster
    from toolkit.filters import Cleaner as Cleaner
    from toolkit.filters.registry import Settings as Settings
    from toolkit.formats import WriteReport
    from toolkit.formats.editing import Editor

#: Bytes of the largest file that is changed in place, with all of it in memory.
IN_PLACE = 64 << 20
# So many times as large as packed.
_UNPACKED = 10


@dataclass(slots=True, frozen=True)
class CleaningJob:
    """What is cleaned into which files.

    Attributes:
        out: file of the units that stay; on a cluster, folder.
        settings: by filter, see :func:`read_settings`.
        rejects: file of the units that go, with reasons; on a cluster, folder; None to drop them.
        output: format of ``out``, where the suffix does not tell.
        jobs: processes.
        force: overwrite.
    """

    out: Path
    settings: Settings
    rejects: Path | None = None
    output: str | None = None
    jobs: int = 1
    force: bool = False


def read_settings(profile: str = "standard", config: Path | None = None) -> Settings:
    """Settings of filters, from a profile or from a TOML file.

    Raises:
        InputError: no such profile, or the file cannot be read.
    """
    from toolkit.filters import read_profile
    from toolkit.filters.registry import read_config

    return read_config(config) if config else read_profile(profile)


def editor_for(inputs: UnitFiles, job: CleaningJob) -> Editor | None:
    """The one file of a job as it can be changed in place, so that all else of it stays as it is.

    Returns:
        None where there are several files, where the output has another format, and for a file that is too large to be
        held in memory: its units are streamed into a new file.

    Raises:
        InputError: the file cannot be read, or holds other languages only.
    """
    files = inputs.files()
    if len(files) == 1 and files[0].is_file():
        packed = files[0].suffix.lower() in COMPRESSED
        if files[0].stat().st_size * (_UNPACKED if packed else 1) > IN_PLACE:
            return None
    return inputs.editor(job.out, job.output)


def clean_into_files(
    units: Iterable[TranslationUnit], job: CleaningJob, editor: Editor | None = None
) -> tuple[Cleaner, WriteReport, int]:
    """Filter units in this process or in several; a run that was interrupted resumes.

    Args:
        units: any number; they are streamed. With an editor, they are :func:`judged_units` of it.
        job: what is wanted.
        editor: of the file that they are from; it is written with the units that stay.

    Returns:
        The counts, what was written to ``out``, and the number of units that an earlier run had judged.

    Raises:
        InputError: wrong settings, or a format that cannot hold what is rejected.
        MissingExtraError: what a filter needs is not installed.
        OutputError: a file exists already, both are one, or one cannot be written.
    """
    from toolkit.filters import Cleaner, Journal
    from toolkit.filters.cleaner import kept_of
    from toolkit.filters.verdicts import journal_path
    from toolkit.formats import format_of
    from toolkit.formats.jsonl import read_lines

    out, rejects = job.out, job.rejects
    journal = None if is_device(out) else Journal(journal_path(out), job.settings)
    cleaner = Cleaner(job.settings, job.jobs, journal)
    _check_rejects(job)
    finished = False
    try:
        # The rejects are known only as the kept are written; they wait beside until those are whole.
        with tempfile.TemporaryFile() as spool:
            kept = kept_of(cleaner.run(units), spool if rejects is not None else None)
            if editor is None:
                report = write_units(kept, out, output=job.output, force=job.force)
            else:
                report = _save(editor, kept, job)
            if rejects is not None:
                spool.seek(0)
                format_of(rejects).write(read_lines(spool), rejects)
        finished = True
    finally:
        if journal:
            journal.close(finished)
    return cleaner, report, journal.found if journal else 0


def judged_units(editor: Editor) -> list[TranslationUnit]:
    """The units of a file that filters look at: those with both sides that no translator has yet to look at; all of a
    table."""
    if editor.judges_all:
        return list(editor.units)
    return [u for u in editor.units if u.source.strip() and u.target.strip() and "fuzzy" not in _flags(u)]


def _flags(unit: TranslationUnit) -> list[str]:
    return unit.properties.get("flags", "").split(", ")


def _save(editor: Editor, kept: Iterable[TranslationUnit], job: CleaningJob) -> WriteReport:
    check_unit_output(job.out, job.force, job.output)
    judged = {id(unit) for unit in judged_units(editor)}
    staying = {id(unit) for unit in kept}
    gone = judged - staying
    # What was not judged stays, and so do the findings that say why a unit goes out of the file.
    left = [unit for unit in editor.units if id(unit) not in gone]
    report = editor.save(job.out, left)
    shared = len(gone) - report.left_out
    report.left_out = 0
    if shared > 0:
        report.notes["rejected units that stay, as parts of what else stays"] += shared
    unjudged = len(editor.units) - len(judged)
    if unjudged:
        report.notes["units without a translation to judge, which stay"] += unjudged
    return report


def clean_on_cluster(
    files: list[Path], job: CleaningJob, cluster: Cluster, progress: Progress | None = None
) -> Cleaner:
    """Filter each file into a file of its name, on Ray.

    Args:
        files: of units, any format.
        job: what is wanted; its ``output`` and ``jobs`` have no say.
        cluster: where to run.
        progress: counts units.

    Raises:
        InputError: wrong settings, or a file cannot be read.
        MissingExtraError: Ray or pyarrow is not installed.
        OutputError: an output is there already, or cannot be written.
    """
    from toolkit.cluster import clean_shards

    return clean_shards(files, job.out, job.settings, cluster, job.rejects, job.force, progress)


def check_cluster_outputs(job: CleaningJob) -> None:
    """Find out before any work whether the folders of a job on a cluster can be made.

    Raises:
        OutputError: one cannot.
    """
    for folder in (job.out, job.rejects):
        check_output_folder(folder)


def _check_rejects(job: CleaningJob) -> None:
    from toolkit.formats import format_of

    rejects = job.rejects
    if rejects is None:
        return
    check_output_file(rejects, job.force, "another --rejects")
    refuse_inputs([rejects], [job.out], "another --rejects")
    if job.out.resolve() == rejects.resolve() and not is_device(job.out):
        raise OutputError(f"{rejects}: --out and --rejects are one file; choose another --rejects")
    form = format_of(rejects)
    if not form.holds_empty:
        raise InputError(
            f"{rejects}: {form.name} cannot hold units with an empty side, which are rejected as well; choose "
            f".jsonl or .tsv for --rejects"
        )
