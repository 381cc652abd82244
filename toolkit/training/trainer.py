"""The training loop: one single-threaded worker a core on a CPU, one process on CUDA.

Matrices are optimised by Muon (Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024), the
rest by Adam; a running average of the weights is what gets measured and exported.
"""

# mypy: disable-error-code="no-untyped-def, no-untyped-call, no-any-return"
from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.machine import available_cores
from toolkit.training import require_torch
from toolkit.training.config import Config, Shape
from toolkit.training.state import CHECKPOINT, LOG, build_model, save_checkpoint

#: A file of this name in the work folder makes a run save and stop.
STOP = "STOP"
# Numbers that the workers tell each other beside their gradients: seconds spent, whether to stop, pairs seen.
_TOLD = 3
_NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)


def train(work: Path, config: Config, hours: float, say: Callable[[str], None], save_minutes: float = 10) -> None:
    """Train for some hours, from the checkpoint in the work folder if there is one.

    Writes the checkpoint and a line of ``log.tsv`` (step, pairs seen, seconds, held-out loss in nats a token) every
    ``save_minutes`` and at the end, and says how it goes: after a minute, then less and less often, at last every ten
    minutes. Where the settings name tests and ``evaluate_hours``, the checkpoint is scored on
    them while the training goes on; see :func:`toolkit.training.evaluate.evaluate_run`.

    Raises:
        MissingExtraError: torch is not installed.
        InputError: the work folder was not prepared, or the settings ask for a model of another shape than its
            checkpoint has.
    """
    torch = require_torch()
    from toolkit.training.batches import Batches

    Batches(work, config.batch_tokens, config.longest_tokens)
    workers = 1 if torch.cuda.is_available() else available_cores()
    port = 20_000 + os.getpid() % 20_000
    shape = config.shape()
    if (work / CHECKPOINT).exists():
        shape = Shape(*torch.load(work / CHECKPOINT, mmap=True, weights_only=True)["shape"])
        if config.shape(shape) != shape:
            raise InputError(
                f"{work}: the model of its {CHECKPOINT} has {shape}, the settings ask for {config.shape(shape)}; "
                f"change them, or grow the model with '--start-from {work}' and another --work"
            )
    size = sum(w.numel() for w in build_model(shape, _pieces(work)).parameters())
    memory = torch.zeros(workers, size + _TOLD if workers > 1 else 0).share_memory_()
    report = torch.zeros(5, dtype=torch.float64).share_memory_()
    running = torch.multiprocessing.spawn(
        _distributed, args=(work, config, shape, hours, save_minutes, port, memory, report), nprocs=workers, join=False
    )
    last = started = time.monotonic()
    next_word = started + 60
    while not running.join(timeout=20):
        now = time.monotonic()
        if now > next_word and report[0]:
            say(progress_line(*report.tolist()))
            next_word = now + min(600, now - started)
        due = config.tests and config.evaluate_hours and time.monotonic() - last > config.evaluate_hours * 3600
        if due and (work / CHECKPOINT).exists():
            from toolkit.training.evaluate import evaluate_run

            evaluate_run(work, config, say)
            last = time.monotonic()
    say(f"checkpoint in {work / CHECKPOINT}")


def progress_line(pairs: float, seconds: float, left: float, loss: float, held_out: float) -> str:
    """How a run goes.

    Args:
        pairs: seen by this run.
        seconds: it has taken.
        left: seconds that are left.
        loss: of training, nats a token, of late.
        held_out: loss on held-out pairs when last measured, 0 for never.
    """
    measured = f", {held_out:.3f} held out" if held_out else ""
    return (
        f"{pairs:,.0f} pairs, {pairs / seconds:,.0f} a second; loss {loss:.3f} nats a token{measured}; "
        f"{left / 60:.0f} minutes left"
    )


def _pieces(work: Path) -> int:
    from sentencepiece import SentencePieceProcessor

    return int(SentencePieceProcessor(model_file=str(work / "sentencepiece.model")).get_piece_size())


def _distributed(
    rank: int,
    work: Path,
    config: Config,
    shape: Shape,
    hours: float,
    minutes: float,
    port: int,
    memory: Any,
    report: Any,
) -> None:
    import torch
    import torch.distributed as dist

    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Torch has workers interrupted when who started them dies; what a script runs in the background ignores that,
        # and they would train on, unseen.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    exchange = Exchange(rank, memory)
    if exchange.world == 1:
        _worker(exchange, work, config, shape, hours, minutes, report)
        return
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{port}", rank=rank, world_size=exchange.world)
    try:
        _worker(exchange, work, config, shape, hours, minutes, report)
    finally:
        dist.destroy_process_group()


class Exchange:
    """What the workers of one machine tell each other, through memory that they share: sockets take ten times as long.

    Args:
        rank: of this worker.
        memory: a row of floats for each worker, long enough for all weights and ``_TOLD`` more.
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


def bf16_is_faster() -> bool:
    """Measure: processors without bf16 instructions multiply bf16 matrices five times slower than floats."""
    import torch

    if torch.cuda.is_available():
        return torch.cuda.is_bf16_supported()
    seconds = []
    for kind in (torch.float32, torch.bfloat16):
        left, right = torch.randn(1024, 512).to(kind), torch.randn(512, 512).to(kind)
        left @ right
        start = time.perf_counter()
        for _ in range(5):
            left @ right
        seconds.append(time.perf_counter() - start)
    return seconds[1] < 0.8 * seconds[0]


def _orthogonalise(x):
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


def _worker(
    exchange: Exchange, work: Path, config: Config, shape: Shape, hours: float, save_minutes: float, report: Any
) -> None:
    import torch
    import torch.nn.functional as F

    from toolkit.training.batches import Batches
    from toolkit.training.model import sampled_loss

    device = "cuda" if torch.cuda.is_available() else "cpu"
    rank, world = exchange.rank, exchange.world
    vocabulary = _pieces(work)
    torch.manual_seed(config.seed)
    model = build_model(shape, vocabulary, config.dropout).to(device)
    torch.manual_seed(config.seed + rank)
    names, weights = zip(*model.named_parameters(), strict=True)
    by_muon = [w.ndim == 2 and "embedding" not in n for n, w in zip(names, weights, strict=True)]
    momentum = [torch.zeros_like(w) if m else None for w, m in zip(weights, by_muon, strict=True)]
    owners = share_out([w.numel() * min(w.shape) if m else 0 for w, m in zip(weights, by_muon, strict=True)], world)
    average = [w.detach().clone() for w in weights]
    rest = [w for w, m in zip(weights, by_muon, strict=True) if not m]
    adam = torch.optim.AdamW(rest, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True)
    step, seen, place, spent_before, tuned = 0, 0, 0, 0.0, False
    batches = Batches(work, config.batch_tokens, config.longest_tokens)
    checkpoint = work / CHECKPOINT
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=True)
        for mine, name in ((weights, "master"), (average, "ema"), (momentum, "momentum")):
            # Of a package there are weights alone.
            for old, new in zip(mine, saved.get(name, mine), strict=True):
                if old is not None:
                    old.data.copy_(new)
        if "adam" in saved:
            adam.load_state_dict(saved["adam"])
        model.positions.copy_(saved["positions"])
        step, seen, spent_before, tuned = (saved[name] for name in ("step", "seen", "elapsed", "tuned"))
        # Weights that were trained on other pairs begin these from the first.
        place = saved["place"] if saved["pairs"] == batches.digest else 0
    drawn = config.negatives // 4
    always = torch.from_numpy(batches.frequent()[: config.negatives - drawn]).to(device)
    pace = config.pace(tuned)
    half = bf16_is_faster()
    cast = torch.autocast(device, dtype=torch.bfloat16, enabled=half)

    def tensors(indices):
        return tuple(torch.from_numpy(a).to(device, non_blocking=True) for a in batches.arrays(indices))

    def states_of(indices):
        source, shifted, labels = tensors(indices)
        mask = labels != 0
        return model(source, shifted)[mask], labels[mask]

    def loss_of(indices, smoothing, reduction):
        with cast:
            states, labels = states_of(indices)
            logits = F.linear(states, model.embedding.weight)
        return F.cross_entropy(logits.float(), labels, label_smoothing=smoothing, reduction=reduction), len(labels)

    def training_loss(indices, falling):
        if falling or not config.negatives:
            return loss_of(indices, config.label_smoothing, "mean")[0]
        with cast:
            states, labels = states_of(indices)
            return sampled_loss(states, labels, model.embedding.weight, always, drawn, config.label_smoothing)

    @torch.no_grad()
    def held_out_loss():
        model.eval()
        kept = [w.data for w in weights]
        for weight, mean in zip(weights, average, strict=True):
            weight.data = mean
        losses = [loss_of(group, 0.0, "sum") for group in batches.group(batches.held_out)]
        for weight, old in zip(weights, kept, strict=True):
            weight.data = old
        model.train()
        return sum(loss.item() for loss, _ in losses) / max(1, sum(count for _, count in losses))

    def save(loss):
        state: dict[str, Any] = {"master": [w.data for w in weights], "ema": average, "momentum": momentum}
        state |= {"adam": adam.state_dict(), "step": step, "seen": seen, "place": place, "pairs": batches.digest}
        state |= {"elapsed": spent_before + spent, "names": names, "vocab": vocabulary, "positions": model.positions}
        state |= {"shape": astuple(shape), "tuned": tuned}
        save_checkpoint(work, state, config.keep)
        report[4] = loss
        with (work / LOG).open("a", encoding="utf-8") as log:
            log.write(f"{step}\t{seen}\t{spent_before + spent:.0f}\t{loss:.4f}\n")

    started = last_save = time.time()
    left, seen_before, late_loss = 1.0, seen, None
    model.train()
    for number, group in enumerate(batches.stream(config.seed, place)):
        if number % world != rank:
            continue
        place += world
        loss = training_loss(group, left < pace.decay)
        loss.backward()
        late_loss = loss.detach() if late_loss is None else late_loss.lerp(loss.detach(), 0.02)
        # Their clocks differ; the rates must not.
        told = torch.tensor([time.time() - started, float((work / STOP).exists()), len(group)])
        *gradients, told = exchange.mean([*(w.grad for w in weights), told])
        spent, stopped, group_size = told.tolist()
        step, seen = step + 1, seen + round(group_size * world)
        left = 1 - spent / (hours * 3600)
        scale = min(1.0, step / config.warmup, max(0.02, left / pace.decay if pace.decay else 1.0))
        for parameters in adam.param_groups:
            parameters["lr"] = pace.rate * scale
        with torch.no_grad():
            updates = []
            for index, (weight, gradient, moment) in enumerate(zip(weights, gradients, momentum, strict=True)):
                weight.grad = gradient if moment is None else None
                if moment is None:
                    continue
                moment.lerp_(gradient, 0.05)
                if owners[index] != rank:
                    updates.append(moment)
                    continue
                update = gradient.lerp(moment, 0.95)
                # Key and value maps lie in one matrix; they are two.
                parts = update.chunk(2) if weight.shape[0] == 2 * weight.shape[1] else [update]
                updates.append(torch.cat([_orthogonalise(part.bfloat16() if half else part) for part in parts]).float())
            makers = [owner for owner, m in zip(owners, by_muon, strict=True) if m]
            matrices = [w for w, m in zip(weights, by_muon, strict=True) if m]
            for weight, update in zip(matrices, exchange.collect(updates, makers), strict=True):
                ratio = max(1.0, weight.shape[0] / weight.shape[1]) ** 0.5
                weight.data.add_(update, alpha=-pace.muon_rate * scale * ratio)
            torch.nn.utils.clip_grad_norm_(rest, 1.0)
        adam.step()
        adam.zero_grad(set_to_none=True)
        with torch.no_grad():
            keep = min(config.average, (1 + step) / (10 + step))
            torch._foreach_lerp_(average, [w.data for w in weights], 1 - keep)
        if rank == 0 and step % 10 == 0:
            report[:4] = torch.tensor([seen - seen_before, spent, left * hours * 3600, late_loss.item()])
        over = left <= 0 or stopped > 0
        if rank == 0 and (over or time.time() - last_save > save_minutes * 60):
            save(held_out_loss())
            last_save = time.time()
        if over:
            break
