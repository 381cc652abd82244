"""Muon for matrices, Adam for the rest, and the running average of the weights.

Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024.
"""

# mypy: disable-error-code="no-untyped-def, no-untyped-call, no-any-return"
from __future__ import annotations

from collections.abc import Sequence

from toolkit.training.config import Pace

_NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)


class Optimiser:
    """The weights of a model with all that is kept to change them.

    Attributes:
        names, weights: of the model, in order.
        average: of the weights over the steps.
        momentum: of each matrix; None for other weights.
        adam: for these.
    """

    def __init__(self, model, exchange, half: bool):
        """Begin with fresh weights.

        Args:
            model: whose weights these are.
            exchange: the workers, who make the updates of the matrices between them.
            half: orthogonalise in bf16.
        """
        import torch

        self.names, self.weights = zip(*model.named_parameters(), strict=True)
        self._exchange, self._half = exchange, half
        self._by_muon = [w.ndim == 2 and "embedding" not in n for n, w in zip(self.names, self.weights, strict=True)]
        costs = [w.numel() * min(w.shape) if m else 0 for w, m in self._marked(self.weights)]
        self._owners = share_out(costs, exchange.world)
        self.momentum = [torch.zeros_like(w) if m else None for w, m in self._marked(self.weights)]
        self.average = [w.detach().clone() for w in self.weights]
        self._rest = [w for w, m in self._marked(self.weights) if not m]
        self.adam = torch.optim.AdamW(self._rest, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True)

    def state(self):
        """What a checkpoint holds of it."""
        return {
            "master": [w.data for w in self.weights],
            "ema": self.average,
            "momentum": self.momentum,
            "adam": self.adam.state_dict(),
            "names": self.names,
        }

    def load(self, saved) -> None:
        """Go on from a checkpoint; of a package there are weights alone."""
        for mine, name in ((self.weights, "master"), (self.average, "ema"), (self.momentum, "momentum")):
            for old, new in zip(mine, saved.get(name, mine), strict=True):
                if old is not None:
                    old.data.copy_(new)
        if "adam" in saved:
            self.adam.load_state_dict(saved["adam"])

    def step(self, gradients, pace: Pace, scale: float) -> None:
        """Change the weights.

        Args:
            gradients: of all weights, the mean over the workers.
            pace: rates.
            scale: of the rates, 0 to 1.
        """
        import torch

        for parameters in self.adam.param_groups:
            parameters["lr"] = pace.rate * scale
        with torch.no_grad():
            updates = self._updates(gradients)
            makers = [owner for owner, m in self._marked(self._owners) if m]
            matrices = [w for w, m in self._marked(self.weights) if m]
            for weight, update in zip(matrices, self._exchange.collect(updates, makers), strict=True):
                ratio = max(1.0, weight.shape[0] / weight.shape[1]) ** 0.5
                weight.data.add_(update, alpha=-pace.muon_rate * scale * ratio)
            torch.nn.utils.clip_grad_norm_(self._rest, 1.0)
        self.adam.step()
        self.adam.zero_grad(set_to_none=True)

    def _updates(self, gradients):
        """Of the matrices; those of other workers are stand-ins of the same shape."""
        import torch

        updates = []
        for index, (weight, gradient, moment) in enumerate(zip(self.weights, gradients, self.momentum, strict=True)):
            weight.grad = gradient if moment is None else None
            if moment is None:
                continue
            moment.lerp_(gradient, 0.05)
            if self._owners[index] != self._exchange.rank:
                updates.append(moment)
                continue
            update = gradient.lerp(moment, 0.95)
            # Key and value maps lie in one matrix; they are two.
            parts = update.chunk(2) if weight.shape[0] == 2 * weight.shape[1] else [update]
            made = [orthogonalised(part.bfloat16() if self._half else part) for part in parts]
            updates.append(torch.cat(made).float())
        return updates

    def add_to_average(self, keep: float) -> None:
        """Move the average towards the weights.

        Args:
            keep: share of the average that stays.
        """
        import torch

        with torch.no_grad():
            torch._foreach_lerp_(self.average, [w.data for w in self.weights], 1 - keep)

    def swap_average(self):
        """Put the average in the place of the weights; returns what brings these back."""
        kept = [w.data for w in self.weights]
        for weight, mean in zip(self.weights, self.average, strict=True):
            weight.data = mean

        def restore() -> None:
            for weight, old in zip(self.weights, kept, strict=True):
                weight.data = old

        return restore

    def _marked(self, values):
        """Values of the weights, each with whether its weight is changed by Muon."""
        return zip(values, self._by_muon, strict=True)


def orthogonalised(x):
    """A matrix with singular values near 1, by five steps of Newton and Schulz."""
    a, b, c = _NEWTON_SCHULZ
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        square = x @ x.T
        x = a * x + (b * square + c * (square @ square)) @ x
    return x.T if tall else x


def share_out(costs: Sequence[float], workers: int) -> list[int]:
    """A worker for each task, so that all have about as much to do: the dearest first, to whom has least."""
    loads = [0.0] * workers
    owners = [0] * len(costs)
    for number in sorted(range(len(costs)), key=lambda n: -costs[n]):
        owners[number] = loads.index(min(loads))
        loads[owners[number]] += costs[number]
    return owners
