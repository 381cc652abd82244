"""Corrections of an alignment: merge, split, move a sentence, omission, anchor, and a new alignment of the rest.

Each leaves all sentences where they stand in the texts; only the borders between units move. Each is kept with the
units before it, so that it can be undone as long as nobody has changed what it made.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from toolkit.errors import InputError, MissingExtraError
from toolkit.languages.lengths import typical_ratio
from toolkit.project.cutting import carried
from toolkit.project.editing import Look, is_locked, sentences_of
from toolkit.project.model import Conflict, Kind, Row, State
from toolkit.project.store import Project, give_places, insert, keep_version, now, update
from toolkit.units import Origin, TranslationUnit

#: Source and target sentences of a bead.
Sides = tuple[tuple[str, ...], tuple[str, ...]]
#: Scores of beads, by name.
Rate = Callable[[Sequence[Sides]], list[dict[str, float]]]


def no_scores(sides: Sequence[Sides]) -> list[dict[str, float]]:
    """Where there is no encoder, a bead that a person made has no score."""
    return [{} for _ in sides]


def similarity(sides: Sequence[Sides]) -> list[dict[str, float]]:
    """Cosines of both sides by the encoder of the aligner: how near a person's bead looks to the machine.

    None where the encoder is not installed.
    """
    from toolkit.encoders import default_encoder
    from toolkit.evaluation.meaning import MeaningScorer

    try:
        scorer = MeaningScorer(default_encoder())
    except MissingExtraError:
        return no_scores(sides)
    texts = [(" ".join(source), " ".join(target)) for source, target in sides]
    found = scorer.segment_scores([s for s, _ in texts], [t for _, t in texts])
    return [
        {"similarity": round(value / 100, 3)} if source and target else {}
        for (source, target), value in zip(texts, found, strict=True)
    ]


class BeadEditor:
    """Changes the beads of a project.

    Args:
        project: to change.
        person: who does it.
        look: what checks find in a unit.
        rate: scores the beads that a person made.
    """

    def __init__(self, project: Project, person: str, look: Look, rate: Rate = no_scores) -> None:
        self._project, self._person, self._look, self._rate = project, person, look, rate

    def merge(self, revisions: dict[int, int]) -> int:
        """Make one unit of neighbouring ones; returns the number of the operation, for :meth:`undo`.

        Args:
            revisions: two or more units, each with the revision that the person saw.

        Raises:
            Conflict: one was changed since.
            InputError: fewer than two, not neighbours, or of several paragraphs of a text.
        """
        rows = self._rows(revisions, 2)
        source = tuple(s for row in rows for s in row.source)
        target = tuple(s for row in rows for s in row.target)
        return self._exchange("merge", rows, [(source, target)])

    def split(self, number: int, revision: int, source_at: int, target_at: int) -> int:
        """Make two units of one, parted at offsets of its texts.

        Raises:
            Conflict: it was changed since.
            InputError: an offset lies outside its text, or one half would have no text at all.
        """
        [row] = self._rows({number: revision}, 1)
        self._refuse_parts(row)
        source, target = row.texts()
        if not 0 <= source_at <= len(source) or not 0 <= target_at <= len(target):
            raise InputError("the place to split lies outside the text")
        languages = row.unit.source_language, row.unit.target_language
        halves = [
            tuple(sentences_of(text.strip(), code) for text, code in zip(texts, languages, strict=True))
            for texts in ((source[:source_at], target[:target_at]), (source[source_at:], target[target_at:]))
        ]
        if not all(any(half) for half in halves):
            raise InputError("both halves need some text; put the cursor inside")
        return self._exchange("split", [row], [(half[0], half[1]) for half in halves])

    def move(self, number: int, revision: int, side: str, step: int) -> int:
        """Move the last sentence of a side to the next bead (1), or the first one to the bead before (-1).

        Raises:
            Conflict: a unit was changed since.
            InputError: no such side, no sentence to move, or no bead there.
        """
        [row] = self._rows({number: revision}, 1)
        self._refuse_parts(row)
        if side not in ("source", "target") or step not in (-1, 1):
            raise InputError("a sentence of 'source' or 'target' moves by 1 or -1")
        sentences = row.source if side == "source" else row.target
        other = self._project.neighbour(row, step)
        if not sentences or other is None:
            raise InputError("no sentence to move, or no unit to move it to")
        moved = sentences[-1:] if step > 0 else sentences[:1]
        rest = sentences[:-1] if step > 0 else sentences[1:]
        theirs = other.source if side == "source" else other.target
        theirs = moved + theirs if step > 0 else theirs + moved
        mine = (rest, row.target) if side == "source" else (row.source, rest)
        yours = (theirs, other.target) if side == "source" else (other.source, theirs)
        rows, sides = ([row, other], [mine, yours]) if step > 0 else ([other, row], [yours, mine])
        return self._exchange("move", rows, [one for one in sides if any(one)])

    def omit(self, number: int, revision: int) -> int:
        """Say that the sides of a bead do not translate each other: each becomes a bead of its own.

        Raises:
            Conflict: it was changed since.
            InputError: one side is empty already.
        """
        [row] = self._rows({number: revision}, 1)
        self._refuse_parts(row)
        if not row.source or not row.target:
            raise InputError("one side of this unit is empty already")
        return self._exchange("omission", [row], [(row.source, ()), ((), row.target)])

    def anchor(self, number: int, revision: int, on: bool) -> Row:
        """Say that the sentences of a unit begin together, or take that back.

        Raises:
            Conflict: it was changed since.
        """
        with self._project.changing() as connection:
            [row] = self._project.current({number: revision})
            row.anchor = on
            row.revision += 1
            update(connection, row)
            keep_version(connection, row, "anchor" if on else "anchor taken back", self._person)
        return row

    def realign(self, number: int, revision: int, aligner: str = "auto") -> int:
        """Align anew what stands between a unit and the next anchored or accepted one.

        Args:
            number, revision: the unit, which stays as it is if it is anchored or accepted, and is the first to be
                aligned anew if not.
            aligner: name.

        Raises:
            Conflict: it was changed since.
            InputError: nothing to align.
        """
        from toolkit.alignment.boundaries import align_between
        from toolkit.alignment.registry import choose_aligner

        [first] = self._rows({number: revision}, 1)
        self._refuse_parts(first)
        rows: list[Row] = []
        for row in self._project.rows(first.document):
            if row.place < first.place or (row.number == first.number and row.fixed):
                continue
            if row.fixed:
                break
            rows.append(row)
        source = [s for row in rows for s in row.source]
        target = [s for row in rows for s in row.target]
        if not source or not target:
            raise InputError("nothing to align between this unit and the next one that is anchored or accepted")
        pair = self._project.pair
        chosen, _ = choose_aligner(aligner, pair.source, pair.target)
        ratio = typical_ratio((pair.source, pair.target))
        beads = align_between(chosen, source, target, [], ratio)
        sides = [(tuple(source[n] for n in b.source), tuple(target[n] for n in b.target)) for b in beads]
        scores = [{"alignment": bead.score} if bead.source and bead.target else {} for bead in beads]
        return self._exchange("realign", rows, sides, scores)

    def undo(self, operation: int) -> list[Row]:
        """Bring back the units before an operation.

        Raises:
            Conflict: what it made was changed since.
            InputError: no such operation, or it was undone already.
        """
        with self._project.changing() as connection:
            found = connection.execute(
                "SELECT before, after, undone FROM operation WHERE number = ?", (operation,)
            ).fetchone()
            if found is None or found[2]:
                raise InputError("this change cannot be undone, or was undone already")
            before, after = json.loads(found[0]), {int(n): revision for n, revision in json.loads(found[1]).items()}
            gone = self._as_made(after)
            highest = {row.number: row.revision for row in gone}
            rows = [_restored(data) for data in before]
            _keep_comments(gone, rows)
            for row in rows:
                row.findings = self._look(row.unit) if row.source and row.target else []
            connection.executemany("DELETE FROM unit WHERE number = ?", [(number,) for number in after])
            for row in rows:
                row.revision = max(row.revision, highest.get(row.number, 0)) + 1
                insert(connection, row)
                keep_version(connection, row, "undo", self._person)
            give_places(connection, rows[0].document)
            connection.execute("UPDATE operation SET undone = 1 WHERE number = ?", (operation,))
        return rows

    def _as_made(self, after: dict[int, int]) -> list[Row]:
        """What an operation made, if it is there as it was made: untouched, or with all that came later undone.

        Raises:
            Conflict: a text or state is another one now, or a unit is gone.
        """
        rows = self._project.get(after)
        for row in rows:
            if row.revision != after[row.number]:
                made = self._project.query(
                    "SELECT source, target, state FROM version WHERE unit = ? AND revision = ? AND action != 'comment'",
                    (row.number, after[row.number]),
                )
                if (*row.texts(), row.state.value) not in made:
                    raise Conflict(rows)
        if len(rows) != len(after):
            raise Conflict(rows)
        return rows

    def _rows(self, revisions: dict[int, int], least: int) -> list[Row]:
        rows = self._project.current(revisions)
        if len(rows) < least:
            raise InputError("choose two or more units")
        for one, other in itertools.pairwise(rows):
            next_one = self._project.neighbour(one, 1)
            if next_one is None or next_one.number != other.number:
                raise InputError("only neighbours can be merged; choose units without a gap")
        return rows

    def _refuse_parts(self, row: Row) -> None:
        """A text is written back sentence by sentence: what its segments are is not to be changed."""
        if self._kind(row.document) is Kind.TEXT:
            raise InputError("the sentences of a translated document stay as its file has them; edit the target")

    def _kind(self, document: int) -> Kind:
        [(kind,)] = self._project.query("SELECT kind FROM document WHERE number = ?", (document,))
        return Kind(kind)

    def _exchange(
        self, action: str, rows: list[Row], sides: Sequence[Sides], scores: list[dict[str, float]] | None = None
    ) -> int:
        """Put other units in the place of some neighbours."""
        self._refuse_parts(rows[0])
        if any(is_locked(row) for row in rows):
            raise InputError('the file says translate="no" of this unit; it stays as it is')
        codes = carried(rows, sides)
        rated = self._rate(sides) if scores is None else scores
        with self._project.changing() as connection:
            self._project.current({row.number: row.revision for row in rows})
            before = json.dumps([_kept(row) for row in rows], ensure_ascii=False)
            last = rows[-1].place
            follower = self._project.neighbour(rows[-1], 1)
            room = (follower.place if follower else last + 1) - rows[0].place
            connection.executemany("DELETE FROM unit WHERE number = ?", [(row.number,) for row in rows])
            after = {}
            for count, (texts, found) in enumerate(zip(sides, rated, strict=True)):
                old = rows[min(count, len(rows) - 1)]
                fresh = count >= len(rows)
                made = self._made(old, texts, found, fresh)
                made.unit.properties |= codes[count]
                made.place = rows[0].place + room * count / len(sides)
                if count == len(sides) - 1:
                    _keep_comments(rows[len(sides) :], [made])
                if not fresh and old.revision == 1:
                    keep_version(connection, old, "added", "")
                insert(connection, made)
                keep_version(connection, made, action, self._person)
                after[made.number] = made.revision
            give_places(connection, rows[0].document)
            number = connection.execute(
                "INSERT INTO operation (action, document, before, after, undone, person, at) VALUES (?,?,?,?,0,?,?)",
                (action, rows[0].document, before, json.dumps(after), self._person, now()),
            ).lastrowid
        assert number is not None
        return number

    def _made(self, old: Row, sides: Sides, scores: dict[str, float], fresh: bool) -> Row:
        unit = replace(old.unit, scores=dict(scores), findings=[], source_segments=(), target_segments=())
        unit.properties = {k: v for k, v in old.unit.properties.items() if "inline" not in k}
        state = State.EDITED if old.state is State.ACCEPTED else old.state
        made = replace(old, unit=unit, source=sides[0], target=sides[1], state=state, revision=old.revision + 1)
        if fresh:
            made = replace(made, number=0, revision=1, comment="", anchor=False)
        made.unit.source, made.unit.target = made.texts()
        made.machine = old.machine if old.machine and not fresh else made.unit.target
        made.unit.origin = Origin.HUMAN if state is not State.OPEN else old.unit.origin
        made.findings = self._look(made.unit) if made.source and made.target else []
        return made


def _keep_comments(gone: Sequence[Row], rows: Sequence[Row]) -> None:
    """Let lines of comments of units that go stand at the unit of the same number, or at the last one."""
    places = {row.number: row for row in rows}
    for old in gone:
        there = {line for row in rows for line in row.comment.splitlines()}
        place = places.get(old.number, rows[-1])
        lost = [line for line in old.comment.splitlines() if line not in there]
        place.comment = "\n".join([*place.comment.splitlines(), *lost])


def _kept(row: Row) -> dict[str, object]:
    return {
        "number": row.number,
        "document": row.document,
        "place": row.place,
        "unit": row.unit.to_dict(),
        "source": row.source,
        "target": row.target,
        "state": row.state.value,
        "revision": row.revision,
        "machine": row.machine,
        "comment": row.comment,
        "anchor": row.anchor,
    }


def _restored(data: dict[str, object]) -> Row:
    values = dict(data)
    unit = TranslationUnit.from_dict(values.pop("unit"))  # type: ignore[arg-type]
    source, target = values.pop("source"), values.pop("target")
    state = State(str(values.pop("state")))
    return Row(unit=unit, source=tuple(source), target=tuple(target), state=state, **values)  # type: ignore[arg-type]
