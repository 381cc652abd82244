"""Back-translation: prose of the target language, and what a reverse model makes of it, as pairs to train on.

    bitext train CORPORA --reverse --start-from embedded --work EN-FR --out en-fr.argosmodel --hours H
    python bench/back_translate.py en-fr.argosmodel OUT ../shared/training-mono-en/{reuters-21578,cia-factbook}.txt.xz
    bitext train CORPORA OUT/*.tsv --config bench/fr-en-articles.toml ...

Sources are sampled among the ten likeliest pieces (Edunov et al., "Understanding Back-Translation at Scale", EMNLP
2018): they are more varied than those of a beam. Lines of a file come in random order, in shards; a shard that exists
is skipped, so that a stopped run goes on. The filters of `bitext train` reject what went wrong.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import Any

import ctranslate2
from sentencepiece import SentencePieceProcessor

from toolkit.files import text_lines, write_text
from toolkit.packages.archive import inspect_archive
from toolkit.text.typography import fold, part_quotes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="package that translates from the language of the texts")
    parser.add_argument("out", type=Path, help="folder of the shards, NAME.0000.tsv and so on")
    parser.add_argument("texts", type=Path, nargs="+", help="a sentence a line, may be packed")
    parser.add_argument("--lines", type=int, default=None, help="most lines of each file")
    parser.add_argument("--shard", type=int, default=4_000, help="lines a shard")
    parser.add_argument("--candidates", type=int, default=10, help="pieces to draw from; 1 for the likeliest")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    package = inspect_archive(options.model)
    pieces = SentencePieceProcessor(model_proto=package.read("sentencepiece.model"))
    # The bare model: no lexicon, no marks, a line is a sentence.
    translator = ctranslate2.Translator(str(package.path), files=package.model_files(), compute_type="int8")
    for text in options.texts:
        lines = [fold(line.strip()) for _, line in text_lines(text) if line.strip()]
        random.Random(1).shuffle(lines)
        lines = lines[: options.lines]
        for number, begin in enumerate(range(0, len(lines), options.shard)):
            # One table of settings, [sources.NAME], holds for all shards.
            path = options.out / f"{text.name.split('.')[0]}.{number:04}.tsv"
            if path.exists():
                continue
            start = time.perf_counter()
            shard = lines[begin : begin + options.shard]
            ctranslate2.set_random_seed(number + 1)
            sources = sample(shard, translator, pieces, options.candidates)
            rows = (f"{s}\t{t}\n" for s, t in zip(sources, shard, strict=True) if s and "\t" not in s + t)
            write_text(path, "".join(rows))
            print(f"{path}: {len(shard) / (time.perf_counter() - start):.0f} lines a second", flush=True)


def sample(lines: list[str], translator: Any, pieces: SentencePieceProcessor, candidates: int) -> list[str]:
    """A translation of each line, drawn at random."""
    results = translator.translate_batch(
        pieces.encode([part_quotes(line) for line in lines], out_type=str),
        beam_size=1,
        sampling_topk=candidates,
        max_batch_size=3_000,
        batch_type="tokens",
        max_decoding_length=120,
    )
    return [fold(str(pieces.decode(result.hypotheses[0]))) for result in results]


if __name__ == "__main__":
    main()
