"""What the workers of one machine tell each other."""

# mypy: disable-error-code="no-untyped-def, no-untyped-call, no-any-return"
from __future__ import annotations

#: Numbers that workers tell each other beside their gradients: seconds spent, whether to stop, pairs seen.
TOLD = 3


class Exchange:
    """What the workers of one machine tell each other, through memory that they share: sockets take ten times as long.

    Args:
        rank: of this worker.
        memory: a row of floats for each worker, long enough for all weights and :data:`TOLD` more.
    """

    def __init__(self, rank, memory):
        self.rank, self.world, self._memory = rank, len(memory), memory

    def mean(self, values):
        """Of tensors that every worker has."""
        if self.world == 1:
            return values
        return self._told(values, [True] * len(values), lambda number, place: self._memory[:, place].mean(0))

    def collect(self, values, owners):
        """Tensors each made by the worker that owns it; what others hold in its place only has the same shape."""
        if self.world == 1:
            return values
        return self._told(
            values, [o == self.rank for o in owners], lambda number, place: self._memory[owners[number], place].clone()
        )

    def _told(self, values, mine, read):
        import torch.distributed as dist

        places, end = [], 0
        for value in values:
            places.append(slice(end, end + value.numel()))
            end += value.numel()
        for value, place, own in zip(values, places, mine, strict=True):
            if own:
                self._memory[self.rank, place] = value.flatten()
        dist.barrier()
        told = [read(number, place).view_as(values[number]) for number, place in enumerate(places)]
        # Nobody writes before all have read.
        dist.barrier()
        return told
