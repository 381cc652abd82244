"""Passages that stand twice in one text and once in its translation, such as a text pasted twice.

Both copies are equally good counterparts, so a search over likeness alone shares the translation out between them.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.alignment.beads import Aligner, Bead

# A repeated passage has at least so many sentences, and is at least so large a share of its text: in a longer one what
# stands around it tells the copies apart.
_FEWEST, _SHARE = 2, 0.2
_LONGEST = 1_000
# Sentences of the longest copy beside a run of skipped ones that is looked for.
_FARTHEST = 50


def align_copies(aligner: Aligner, source: Sequence[str], target: Sequence[str], ratio: float = 1.0) -> list[Bead]:
    """Align two texts; of a passage that only one of them repeats, one copy is aligned and the others are left alone.

    Scores are divided by two where another copy without a counterpart would do as well.

    Args:
        aligner: any.
        source, target: sentences.
        ratio: characters of the target that are usual for one of the source.
    """
    kept = list(range(len(source))), list(range(len(target)))
    texts = source, target
    if not (_repeat(source) and _repeat(target)):
        lengths = sum(map(len, source)) * ratio, float(sum(map(len, target)))
        for side in (0, 1):
            while found := _repeat([texts[side][i] for i in kept[side]]):
                start, size = found
                again = kept[side][start + size : start + 2 * size]
                less = sum(len(texts[side][i]) for i in again) * (1.0, ratio)[side == 0]
                # A translator may have put the copy in other words: then the lengths fit as they are.
                if not _fits_better(lengths[side], less, lengths[1 - side]):
                    break
                lengths = (lengths[0] - less, lengths[1]) if side == 0 else (lengths[0], lengths[1] - less)
                del kept[side][start + size : start + 2 * size]
    beads = aligner.align([source[i] for i in kept[0]], [target[j] for j in kept[1]])
    beads = [Bead(tuple(kept[0][i] for i in b.source), tuple(kept[1][j] for j in b.target), b.score) for b in beads]
    beads = _with_left_out(beads, len(source), len(target))
    return _shared(_shared(beads, source, 0), target, 1)


def stands_twice(texts: Sequence[str]) -> bool:
    """Whether a passage stands twice in a row in a text."""
    return _repeat(texts) is not None


def _repeat(texts: Sequence[str]) -> tuple[int, int] | None:
    """Start and size of the largest passage that stands twice in a row; None without one."""
    count = len(texts)
    if count > _LONGEST:
        return None
    for size in range(count // 2, max(_FEWEST, int(_SHARE * count)) - 1, -1):
        run = 0
        for place in range(count - size):
            run = run + 1 if texts[place] == texts[place + size] and texts[place].strip() else 0
            if run == size:
                return place - size + 1, size
    return None


def _fits_better(length: float, less: float, other: float) -> bool:
    def off(one: float) -> float:
        return max(one / max(1.0, other), other / max(1.0, one))

    return off(length - less) < off(length)


def _with_left_out(beads: list[Bead], rows: int, columns: int) -> list[Bead]:
    """Beads in order, with one for each sentence that none of them holds."""
    held = {i for b in beads for i in b.source}, {j for b in beads for j in b.target}
    alone = [Bead((i,), ()) for i in range(rows) if i not in held[0]]
    alone += [Bead((), (j,)) for j in range(columns) if j not in held[1]]
    for bead in alone:
        side = 0 if bead.source else 1
        number = (bead.source or bead.target)[0]
        place = next(
            (
                n + 1
                for n in range(len(beads) - 1, -1, -1)
                if any(k < number for k in (beads[n].source, beads[n].target)[side])
            ),
            0,
        )
        beads.insert(place, bead)
    return beads


def _shared(beads: list[Bead], texts: Sequence[str], side: int) -> list[Bead]:
    """Halve the scores of beads whose sentences stand again beside them, without a counterpart."""
    alone = {k for b in beads if not (b.source and b.target) for k in (b.source, b.target)[side]}
    doubtful: set[int] = set()
    for first in sorted(alone):
        if first - 1 in alone:
            continue
        end = first
        while end in alone:
            end += 1
        for size in range(1, min(_FARTHEST, end - first) + 1):
            if list(texts[first - size : first]) == list(texts[first : first + size]) and first >= size:
                doubtful |= set(range(first - size, first))
            if list(texts[end - size : end]) == list(texts[end : end + size]):
                doubtful |= set(range(end, end + size))
    return [
        Bead(b.source, b.target, round(b.score / 2, 4))
        if b.source and b.target and doubtful.intersection((b.source, b.target)[side])
        else b
        for b in beads
    ]
