"""Speed of translation: bitext against argostranslate and against CTranslate2's own limit, in one run.

    python bench/throughput.py [--texts seeds] [--rounds 3]
    python bench/throughput.py --texts newstest2013.fr.txt --lines 1000 --no-argos

All systems translate the same sentences with the same package, ours on all cores, argostranslate with one thread and
with its own default. It is called as its users call it, once a paragraph, with its sentence splitter replaced by ours:
its own needs a download. Only bitext chooses among hypotheses and translates again what repeats itself; "likeliest"
does neither, which is the work that the others do.
Times are medians of the rounds, after a warm-up; the figures to read are the ratios, each the median of those of the
rounds. Others on the machine disturb the processor's milliseconds a sentence least; a system that keeps all cores at
work is by the number of cores faster than these say.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
_HOME = tempfile.mkdtemp(prefix="bitext-bench-")
for _name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
    os.environ[_name] = _HOME


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=ROOT / "seeds")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lines", type=int, default=None, help="most sentences")
    parser.add_argument("--no-argos", action="store_true", help="only bitext and CTranslate2")
    parser.add_argument("--only", nargs="*", help="ends of the names of the systems that are measured")
    options = parser.parse_args()

    from argostranslate import package as argos_package
    from argostranslate import settings
    from argostranslate import translate as argos

    from toolkit.documents import read_document
    from toolkit.files import text_files
    from toolkit.machine import available_cores
    from toolkit.packages.embedded import embedded_path
    from toolkit.packages.store import embedded_package
    from toolkit.segmentation import split_sentences
    from toolkit.translation import translator_of
    from toolkit.translation.engines.argos import ArgosModel

    settings.compute_type = "int8"
    documents = [read_document(path) for path, _ in text_files([options.texts])]
    paragraphs = [p.text for d in documents for p in d.paragraphs]
    sentences = [s.text for p in paragraphs for s in split_sentences(p, "fr")][: options.lines]
    argos_package.install_from_path(embedded_path())

    class Splitter:
        def split_sentences(self, text: str) -> list[str]:
            return [s.text for s in split_sentences(text, "fr")]

    def engine(beam: int, choose: bool = True) -> Callable[[], object]:
        loaded = translator_of(embedded_package(), beam=beam, retry=choose, rerank=choose)
        return lambda: loaded.translate(sentences)

    def limit(beam: int) -> Callable[[], object]:
        model = ArgosModel(embedded_package(), beam)
        tokens = [list(model._encode(s)) for s in sentences]
        return lambda: model._translator.translate_batch(
            tokens, beam_size=beam, max_batch_size=1024, batch_type="tokens", return_scores=True
        )

    def argos_run(beam: int, threads: int) -> Callable[[], object]:
        settings.beam_size = beam
        argos.get_installed_languages.cache_clear()
        translation = argos.get_translation_from_codes("fr", "en")
        inner = translation
        while hasattr(inner, "underlying"):
            inner = inner.underlying
        inner.sentencizer = Splitter()

        def run() -> None:
            # argostranslate never uses a beam below 4 hypotheses wide unless it is set here.
            settings.beam_size, settings.intra_threads = beam, threads
            for paragraph in paragraphs:
                translation.translate(paragraph)

        return run

    systems = {}
    if not options.no_argos:
        systems = {
            "argostranslate, beam 4, 1 thread": argos_run(4, 1),
            "argostranslate, beam 4, its default": argos_run(4, 0),
        }
    systems |= {
        "bitext, beam 4": engine(4),
        "bitext, beam 4, likeliest": engine(4, choose=False),
        "CTranslate2 in one call, beam 4": limit(4),
        "bitext, beam 2": engine(2),
        "bitext, beam 2, likeliest": engine(2, choose=False),
        "CTranslate2 in one call, beam 2": limit(2),
        "bitext, greedy": engine(1),
    }
    if options.only:
        systems = {name: run for name, run in systems.items() if any(name.endswith(end) for end in options.only)}
    seconds: dict[str, list[float]] = {name: [] for name in systems}
    processor: dict[str, list[float]] = {name: [] for name in systems}
    for run in systems.values():
        run()
    for _ in range(options.rounds):
        for name, run in systems.items():
            start, cpu = time.perf_counter(), time.process_time()
            run()
            seconds[name].append(time.perf_counter() - start)
            processor[name].append(time.process_time() - cpu)

    def faster(name: str, other: str) -> float:
        return statistics.median(b / a for a, b in zip(seconds[name], seconds[other], strict=True))

    base = next(iter(systems))
    first = "the first" if options.no_argos else "argostranslate"
    print(f"{len(sentences)} sentences, {available_cores()} threads, median of {options.rounds} rounds")
    for name, times in seconds.items():
        rate = len(sentences) / statistics.median(times)
        cpu = 1000 * statistics.median(processor[name]) / len(sentences)
        print(f"{name:36s} {rate:7.1f} sentences/s  {faster(name, base):5.2f} x {first}  {cpu:6.2f} ms of a core")
    for beam in (4, 2):
        limit_of_beam = f"CTranslate2 in one call, beam {beam}"
        for name in (f"bitext, beam {beam}, likeliest", f"bitext, beam {beam}"):
            if name in systems and limit_of_beam in systems:
                share = faster(name, limit_of_beam)
                print(f"{name}: {share:.2f} of the speed of CTranslate2 in one call")


if __name__ == "__main__":
    main()
