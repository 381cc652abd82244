"""BLEU and chrF of a run as it stands, by the toolkit's own pipeline and sacreBLEU."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from toolkit.errors import InputError
from toolkit.evaluation import score
from toolkit.files import read_text
from toolkit.packages.store import find_package
from toolkit.pipeline.render import translate_texts
from toolkit.text.typography import straight
from toolkit.training.config import Config
from toolkit.training.export import export
from toolkit.training.state import LOG
from toolkit.translation import DEFAULT_BEAM, translator_of
from toolkit.wording import counted

#: In the work folder: step, pairs seen, held-out nats a token, test, metric, score, signature of metric and engine.
SCORES = "scores.tsv"
METRICS = ("bleu", "chrf")


def evaluate_run(
    work: Path, config: Config, say: Callable[[str], None], beams: Sequence[int] = (DEFAULT_BEAM,)
) -> dict[str, float]:
    """Export the checkpoint of a run to a temporary package, translate the tests of its settings, and score.

    A line for each test, beam and metric goes to ``scores.tsv`` in the work folder, beside ``log.tsv``: what a plot of
    score against pairs seen is made of.

    Returns:
        Score by ``test beam metric``.

    Raises:
        InputError: no tests in the settings, a file of theirs cannot be read, or there is no checkpoint.
        MissingExtraError: torch is not installed.
    """
    if not config.tests:
        raise InputError("no tests to evaluate on; give the settings a table [tests.NAME] with source and reference")
    texts = {}
    for name, test in config.tests.items():
        sides = [read_text(Path(side)).removesuffix("\n").split("\n") for side in (test.source, test.reference)]
        if len(sides[0]) != len(sides[1]):
            raise InputError(
                f"test {name}: {counted(len(sides[0]), 'line')} of source, {len(sides[1])} of reference; "
                "both need the same number"
            )
        texts[name] = [(s.strip(), r.strip()) for s, r in zip(*sides, strict=True) if s.strip()]
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="bitext-evaluate-") as folder:
        package = Path(folder) / "model.argosmodel"
        export(work, package, config)
        progress = (work / LOG).read_text(encoding="utf-8").splitlines()[-1].split("\t")
        for beam in beams:
            engine = translator_of(find_package(config.from_code, config.to_code, str(package)), beam=beam)
            for name, pairs in texts.items():
                references = [reference for _, reference in pairs]
                hypotheses = [part.text for part in translate_texts([source for source, _ in pairs], engine)]
                if all(straight(reference) == reference for reference in references):
                    # References with straight quotes would count each of ours as wrong.
                    hypotheses = [straight(hypothesis) for hypothesis in hypotheses]
                for result in score(hypotheses, [references], METRICS):
                    found[f"{name} {beam} {result.metric}"] = result.value
                    row = [*progress[:2], progress[3], name, result.metric, f"{result.value:.2f}", result.signature]
                    with (work / SCORES).open("a", encoding="utf-8") as file:
                        file.write("\t".join([*row, engine.signature]) + "\n")
                    say(f"{progress[1]} pairs seen: {name}, beam {beam}: {result.metric} {result.value:.2f}")
    return found
