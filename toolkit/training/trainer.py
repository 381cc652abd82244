"""The training loop: one single-threaded worker a core on a CPU, one process on CUDA.

A running average of the weights is what gets measured and exported; :mod:`toolkit.training.optimiser` says how they are
changed.
"""

# mypy: disable-error-code="no-untyped-def, no-untyped-call, no-any-return"
from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.machine import available_cores
from toolkit.training import require_torch
from toolkit.training.config import Config, Shape
from toolkit.training.exchange import TOLD, Exchange
from toolkit.training.optimiser import Optimiser
from toolkit.training.state import CHECKPOINT, LOG, build_model, save_checkpoint
from toolkit.wording import counted

#: A file of this name in the work folder makes a run save and stop.
STOP = "STOP"


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
    memory = torch.zeros(workers, size + TOLD if workers > 1 else 0).share_memory_()
    report = torch.zeros(5, dtype=torch.float64).share_memory_()
    run = _Run(work, config, shape, hours, save_minutes, report)
    running = torch.multiprocessing.spawn(_distributed, args=(run, port, memory), nprocs=workers, join=False)
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
        f"{counted(round(left / 60), 'minute')} left"
    )


def _pieces(work: Path) -> int:
    from sentencepiece import SentencePieceProcessor

    return int(SentencePieceProcessor(model_file=str(work / "sentencepiece.model")).get_piece_size())


@dataclass(slots=True, frozen=True)
class _Run:
    """What all workers of a run are told.

    Attributes:
        work: folder of the run.
        config: its settings.
        shape: of the model.
        hours: how long it may take.
        save_minutes: time between checkpoints.
        report: floats that it shares with who started it: pairs, seconds, seconds left, loss, held-out loss.
    """

    work: Path
    config: Config
    shape: Shape
    hours: float
    save_minutes: float
    report: Any


def _distributed(rank: int, run: _Run, port: int, memory: Any) -> None:
    import torch
    import torch.distributed as dist

    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Torch has workers interrupted when who started them dies; what a script runs in the background ignores that,
        # and they would train on, unseen.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if orphaned():  # it died while this worker was loading
        return
    exchange = Exchange(rank, memory)
    if exchange.world == 1:
        _Worker(exchange, run).train()
        return
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{port}", rank=rank, world_size=exchange.world)
    try:
        _Worker(exchange, run).train()
    finally:
        dist.destroy_process_group()


def orphaned() -> bool:
    """Whether the process that started this one is gone."""
    parent = multiprocessing.parent_process()
    return parent is not None and os.getppid() != parent.pid


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


class _Worker:
    """One process of a run: the model, its optimiser, and where it stands."""

    def __init__(self, exchange: Exchange, run: _Run) -> None:
        import torch

        from toolkit.training.batches import Batches

        config = run.config
        self.exchange, self.run, self.config = exchange, run, config
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.vocabulary = _pieces(run.work)
        torch.manual_seed(config.seed)
        self.model = build_model(run.shape, self.vocabulary, config.dropout).to(self.device)
        torch.manual_seed(config.seed + exchange.rank)
        half = bf16_is_faster()
        self.optimiser = Optimiser(self.model, exchange, half)
        self.step, self.seen, self.place, self.spent_before, self.tuned = 0, 0, 0, 0.0, False
        self.batches = Batches(run.work, config.batch_tokens, config.longest_tokens)
        self._load()
        self.drawn = config.negatives // 4
        self.always = torch.from_numpy(self.batches.frequent()[: config.negatives - self.drawn]).to(self.device)
        self.pace = config.pace(self.tuned)
        self.cast = torch.autocast(self.device, dtype=torch.bfloat16, enabled=half)

    def _load(self) -> None:
        import torch

        checkpoint = self.run.work / CHECKPOINT
        if not checkpoint.exists():
            return
        saved = torch.load(checkpoint, map_location=self.device, weights_only=True)
        self.optimiser.load(saved)
        self.model.positions.copy_(saved["positions"])
        self.step, self.seen, self.spent_before, self.tuned = (
            saved[name] for name in ("step", "seen", "elapsed", "tuned")
        )
        # Weights that were trained on other pairs begin these from the first.
        self.place = saved["place"] if saved["pairs"] == self.batches.digest else 0

    def _save(self, spent: float) -> None:
        loss = self._held_out_loss()
        elapsed = self.spent_before + spent
        state = self.optimiser.state() | {
            "step": self.step,
            "seen": self.seen,
            "place": self.place,
            "pairs": self.batches.digest,
            "elapsed": elapsed,
            "vocab": self.vocabulary,
            "positions": self.model.positions,
            "shape": astuple(self.run.shape),
            "tuned": self.tuned,
        }
        save_checkpoint(self.run.work, state, self.config.keep)
        self.run.report[4] = loss
        with (self.run.work / LOG).open("a", encoding="utf-8") as log:
            log.write(f"{self.step}\t{self.seen}\t{elapsed:.0f}\t{loss:.4f}\n")

    def _states(self, indices):
        """States and labels of the pieces of a batch."""
        import torch

        arrays = self.batches.arrays(indices)
        source, shifted, labels = (torch.from_numpy(a).to(self.device, non_blocking=True) for a in arrays)
        mask = labels != 0
        return self.model(source, shifted)[mask], labels[mask]

    def _loss(self, indices, smoothing, reduction):
        import torch.nn.functional as F

        with self.cast:
            states, labels = self._states(indices)
            logits = F.linear(states, self.model.embedding.weight)
        return F.cross_entropy(logits.float(), labels, label_smoothing=smoothing, reduction=reduction), len(labels)

    def _training_loss(self, indices, falling):
        from toolkit.training.model import sampled_loss

        smoothing = self.config.label_smoothing
        if falling or not self.config.negatives:
            return self._loss(indices, smoothing, "mean")[0]
        with self.cast:
            states, labels = self._states(indices)
            return sampled_loss(states, labels, self.model.embedding.weight, self.always, self.drawn, smoothing)

    def _held_out_loss(self) -> float:
        import torch

        with torch.no_grad():
            self.model.eval()
            restore = self.optimiser.swap_average()
            losses = [self._loss(group, 0.0, "sum") for group in self.batches.group(self.batches.held_out)]
            restore()
            self.model.train()
            return sum(loss.item() for loss, _ in losses) / max(1, sum(count for _, count in losses))

    def train(self) -> None:
        """Train until the time is over, or a file asks to stop."""
        import torch

        rank, world, config = self.exchange.rank, self.exchange.world, self.config
        started = last_save = time.time()
        left, seen_before, late_loss = 1.0, self.seen, None
        self.model.train()
        for number, group in enumerate(self.batches.stream(config.seed, self.place)):
            if number % world != rank:
                continue
            self.place += world
            loss = self._training_loss(group, left < self.pace.decay)
            loss.backward()
            late_loss = loss.detach() if late_loss is None else late_loss.lerp(loss.detach(), 0.02)
            # Their clocks differ; the rates must not.
            told = torch.tensor([time.time() - started, float((self.run.work / STOP).exists()), len(group)])
            *gradients, told = self.exchange.mean([*(w.grad for w in self.optimiser.weights), told])
            spent, stopped, group_size = told.tolist()
            self.step, self.seen = self.step + 1, self.seen + round(group_size * world)
            left = 1 - spent / (self.run.hours * 3600)
            decay = max(0.02, left / self.pace.decay if self.pace.decay else 1.0)
            self.optimiser.step(gradients, self.pace, min(1.0, self.step / config.warmup, decay))
            self.optimiser.add_to_average(min(config.average, (1 + self.step) / (10 + self.step)))
            if rank == 0 and self.step % 10 == 0:
                figures = [self.seen - seen_before, spent, left * self.run.hours * 3600, late_loss.item()]
                self.run.report[:4] = torch.tensor(figures)
            over = left <= 0 or stopped > 0
            if rank == 0 and (over or time.time() - last_save > self.run.save_minutes * 60):
                self._save(spent)
                last_save = time.time()
            if over:
                break
