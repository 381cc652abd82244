"""The training loop: one single-threaded worker a core on a CPU, one process on CUDA.

Matrices are optimised by Muon (Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024), the
rest by Adam; a running average of the weights is what gets measured and exported.
"""

# mypy: disable-error-code="no-untyped-def, no-untyped-call, no-any-return"
from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from toolkit.machine import available_cores
from toolkit.training import require_torch
from toolkit.training.config import Config

CHECKPOINT = "checkpoint.pt"
LOG = "log.tsv"
#: A file of this name in the work folder makes a run save and stop.
STOP = "STOP"
_NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)


def train(work: Path, config: Config, hours: float, say: Callable[[str], None], save_minutes: float = 10) -> None:
    """Train for some hours, from the checkpoint in the work folder if there is one.

    Writes the checkpoint and a line of ``log.tsv`` (step, pairs seen, seconds, held-out loss in nats a token) every
    ``save_minutes`` and at the end. Where the settings name tests and ``evaluate_hours``, the checkpoint is scored on
    them while the training goes on; see :func:`toolkit.training.evaluate.evaluate_run`.

    Raises:
        MissingExtraError: torch is not installed.
        InputError: the work folder was not prepared.
    """
    torch = require_torch()
    from toolkit.training.batches import Batches

    Batches(work, config.batch_tokens, config.longest_tokens)
    workers = 1 if torch.cuda.is_available() else available_cores()
    port = 20_000 + os.getpid() % 20_000
    running = torch.multiprocessing.spawn(
        _distributed, args=(workers, work, config, hours, save_minutes, port), nprocs=workers, join=False
    )
    last = time.monotonic()
    while not running.join(timeout=20):
        due = config.tests and config.evaluate_hours and time.monotonic() - last > config.evaluate_hours * 3600
        if due and (work / CHECKPOINT).exists():
            from toolkit.training.evaluate import evaluate_run

            evaluate_run(work, config, say)
            last = time.monotonic()
    say(f"checkpoint in {work / CHECKPOINT}")


def _distributed(rank: int, world: int, work: Path, config: Config, hours: float, minutes: float, port: int) -> None:
    import torch
    import torch.distributed as dist

    if world == 1:
        _worker(rank, world, work, config, hours, minutes)
        return
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{port}", rank=rank, world_size=world)
    try:
        _worker(rank, world, work, config, hours, minutes)
    finally:
        dist.destroy_process_group()


def build_model(config: Config, vocabulary: int, dropout: float = 0.0) -> Any:
    """A fresh model of the configured shape."""
    from toolkit.training.model import Transformer

    shape = config.dim, config.heads, config.hidden, config.encoder_layers, config.decoder_layers
    return Transformer(vocabulary, *shape, dropout=dropout)


def save_checkpoint(work: Path, state: dict[str, Any]) -> None:
    """Write the checkpoint of a work folder; a kill leaves the old one."""
    import torch

    part = work / f"{CHECKPOINT}.part"
    torch.save(state, part)
    part.replace(work / CHECKPOINT)


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


def _worker(rank: int, world: int, work: Path, config: Config, hours: float, save_minutes: float) -> None:
    import torch
    import torch.distributed as dist
    import torch.nn.functional as F

    from toolkit.training.batches import Batches
    from toolkit.training.model import sampled_loss

    device = "cuda" if torch.cuda.is_available() else "cpu"
    with (work / "sentencepiece.vocab").open(encoding="utf-8") as lines:
        vocabulary = sum(1 for _ in lines)
    torch.manual_seed(config.seed + rank)
    model = build_model(config, vocabulary, config.dropout).to(device)
    names, weights = zip(*model.named_parameters(), strict=True)
    if world > 1:
        for weight in weights:
            dist.broadcast(weight.data, 0)
    by_muon = [w.ndim == 2 and "embedding" not in n for n, w in zip(names, weights, strict=True)]
    momentum = [torch.zeros_like(w) if m else None for w, m in zip(weights, by_muon, strict=True)]
    owners = share_out([w.numel() * min(w.shape) if m else 0 for w, m in zip(weights, by_muon, strict=True)], world)
    average = [w.detach().clone() for w in weights]
    rest = [w for w, m in zip(weights, by_muon, strict=True) if not m]
    adam = torch.optim.AdamW(rest, lr=config.rate, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True)
    step, seen, place, spent_before = 0, 0, 0, 0.0
    batches = Batches(work, config.batch_tokens, config.longest_tokens)
    checkpoint = work / CHECKPOINT
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=True)
        for mine, name in ((weights, "master"), (average, "ema"), (momentum, "momentum")):
            for old, new in zip(mine, saved[name], strict=True):
                if old is not None:
                    old.data.copy_(new)
        adam.load_state_dict(saved["adam"])
        step, seen, spent_before = (saved[name] for name in ("step", "seen", "elapsed"))
        # Weights that were trained on other pairs begin these from the first.
        place = saved["place"] if saved["pairs"] == batches.digest else 0
    drawn = config.negatives // 4
    always = torch.from_numpy(batches.frequent()[: config.negatives - drawn]).to(device)
    cast = torch.autocast(device, dtype=torch.bfloat16, enabled=bf16_is_faster())

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
        state |= {"elapsed": spent_before + spent, "names": names, "vocab": vocabulary}
        save_checkpoint(work, state)
        with (work / LOG).open("a", encoding="utf-8") as log:
            log.write(f"{step}\t{seen}\t{spent_before + spent:.0f}\t{loss:.4f}\n")

    def shared(values):
        if world == 1:
            return values
        flat = torch._utils._flatten_dense_tensors(values)
        dist.all_reduce(flat)
        return torch._utils._unflatten_dense_tensors(flat, values)

    started = last_save = time.time()
    left = 1.0
    model.train()
    for number, group in enumerate(batches.stream(config.seed, place)):
        if number % world != rank:
            continue
        place += world
        training_loss(group, left < config.decay).backward()
        gradients = shared([w.grad / world for w in weights])
        step, seen, spent = step + 1, seen + len(group) * world, time.time() - started
        left = 1 - spent / (hours * 3600)
        scale = min(1.0, step / config.warmup, max(0.02, left / config.decay if config.decay else 1.0))
        for parameters in adam.param_groups:
            parameters["lr"] = config.rate * scale
        with torch.no_grad():
            updates = []
            for index, (weight, gradient, moment) in enumerate(zip(weights, gradients, momentum, strict=True)):
                weight.grad = gradient if moment is None else None
                if moment is None:
                    continue
                moment.lerp_(gradient, 0.05)
                if owners[index] != rank:
                    updates.append(torch.zeros_like(weight))
                    continue
                update = gradient.lerp(moment, 0.95)
                # Key and value maps lie in one matrix; they are two.
                parts = update.chunk(2) if weight.shape[0] == 2 * weight.shape[1] else [update]
                updates.append(torch.cat([_orthogonalise(part) for part in parts]))
            matrices = [w for w, m in zip(weights, by_muon, strict=True) if m]
            for weight, update in zip(matrices, shared(updates), strict=True):
                ratio = max(1.0, weight.shape[0] / weight.shape[1]) ** 0.5
                weight.data.add_(update, alpha=-config.muon_rate * scale * ratio)
            torch.nn.utils.clip_grad_norm_(rest, 1.0)
        adam.step()
        adam.zero_grad(set_to_none=True)
        with torch.no_grad():
            keep = min(config.average, (1 + step) / (10 + step))
            torch._foreach_lerp_(average, [w.data for w in weights], 1 - keep)
        ending = torch.tensor([float(left <= 0 or (work / STOP).exists())])
        if world > 1:
            dist.all_reduce(ending)
        over = ending.item() > 0
        if rank == 0 and (over or time.time() - last_save > save_minutes * 60):
            save(held_out_loss())
            last_save = time.time()
        if over:
            break
