"""Shards in, shards out: what of them is to be done, and doing it on Ray Data."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import BitextError, InputError, MissingExtraError, OutputError
from toolkit.files import sha256_file, without_compression
from toolkit.formats.parquet import read_made_of
from toolkit.units import TranslationUnit

SUFFIX = ".parquet"
#: Function that does a shard: its description in, what became of it out; both must be JSON.
Task = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(slots=True, frozen=True)
class Cluster:
    """Where the work runs.

    Attributes:
        address: ``local`` starts Ray on this machine, ``auto`` joins the cluster that runs already, else its address.
        workers: shards that are worked on at the same time, a core each; None for as many as the cluster has.
    """

    address: str = "local"
    workers: int | None = None

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        try:
            import ray
            import ray.data
        except ImportError:
            raise MissingExtraError("work on a cluster needs Ray; pip install 'bitext-toolkit[ray]'") from None
        if ray.is_initialized():
            yield ray
            return
        quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
        try:
            if self.address == "local":
                ray.init("local", num_cpus=self.workers, include_dashboard=False, **quiet)
            else:
                ray.init(self.address, **quiet)
        except (ConnectionError, RuntimeError, ValueError) as error:
            what = str(error).strip().splitlines()[0]
            raise InputError(f"--ray {self.address}: no cluster there ({what}); 'local' starts one here") from None
        try:
            yield ray
        finally:
            ray.shutdown()

    def run(self, task: type[Task], shards: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Do some shards; what a worker that dies had in hand is done again by another.

        Args:
            task: made once in each worker.
            shards: their descriptions.

        Yields:
            What the task gave for each, in any order.

        Raises:
            BitextError: what a task raised, from the first shard that failed.
            InputError: no cluster can be reached, or Ray gave up.
            MissingExtraError: Ray is not installed.
        """
        if not shards:
            return
        with self._connected() as ray:
            context = ray.data.DataContext.get_current()
            context.enable_progress_bars = False
            logging.getLogger("ray.data").setLevel(logging.ERROR)
            most = min(self.workers or int(ray.cluster_resources().get("CPU", 1)), len(shards))
            rows = [{"task": f"{task.__module__}:{task.__qualname__}", "shard": json.dumps(s)} for s in shards]
            done = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
                _Worker, batch_size=1, num_cpus=1, compute=ray.data.ActorPoolStrategy(min_size=most, max_size=most)
            )
            try:
                for row in done.iter_rows():
                    result = json.loads(row["result"])
                    if "error" in result:
                        raise _raised(result)
                    yield result
            except ray.exceptions.RayError as error:
                what = str(error).strip().splitlines()[-1]
                raise InputError(f"Ray stopped ({what}); start again: finished shards are kept") from None


class _Worker:
    """Lives in a process of Ray; keeps its task, and with it loaded models, from shard to shard."""

    def __init__(self) -> None:
        self._tasks: dict[str, Task] = {}

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        return {"result": [self._one(*pair) for pair in zip(batch["task"], batch["shard"], strict=True)]}

    def _one(self, name: str, shard: str) -> str:
        from importlib import import_module

        if name not in self._tasks:
            module, kind = name.split(":")
            self._tasks[name] = getattr(import_module(module), kind)()
        try:
            return json.dumps(self._tasks[name](json.loads(shard)))
        except BitextError as error:
            # Ray wraps exceptions in its own and tries again; ours will not get better by that.
            return json.dumps({"error": type(error).__name__, "message": str(error)})


def _raised(result: dict[str, Any]) -> BitextError:
    import toolkit.errors

    kind = getattr(toolkit.errors, result["error"])
    # Some of our errors want more than a message.
    return (
        kind(result["message"])
        if kind in (OutputError, InputError, MissingExtraError)
        else InputError(result["message"])
    )


def plan(files: Sequence[Path], out: Path) -> list[tuple[Path, Path]]:
    """Pair each shard with the file in a folder that will be made of it.

    Raises:
        OutputError: two shards would become one file, or a file would be written over its own shard.
    """
    places: dict[Path, Path] = {}
    for file in files:
        plain = without_compression(file)
        place = out / f"{plain.stem if plain.suffix else plain.name}{SUFFIX}"
        if place in places:
            raise OutputError(f"{file} and {places[place]}: both would be written to {place}; rename one")
        if place.resolve() == file.resolve():
            raise OutputError(f"{place}: is an input as well; choose another --out")
        places[place] = file
    return [(file, place) for place, file in places.items()]


def is_done(place: Path, wanted: str, force: bool) -> bool:
    """Whether an output is there and made of what it should be made of; its receipt stands in the file itself.

    Raises:
        OutputError: another one is there and is not to be overwritten.
    """
    if not place.exists():
        return False
    if read_made_of(place) == wanted:
        return True
    if not force:
        raise OutputError(
            f"{place}: exists already and was made from something else; choose another --out, or --force to overwrite"
        )
    return False


def unchanged(units: Iterable[TranslationUnit], shard: dict[str, Any]) -> Iterator[TranslationUnit]:
    """Units of a shard; when all are read, the shard must still be what the receipt of its output will name.

    Raises:
        InputError: the file changed since the work was planned.
    """
    yield from units
    if sha256_file(Path(shard["file"])) != shard["sha256"]:
        raise InputError(f"{shard['file']}: changed while it was read; start again when it is complete")
