"""``bitext build``: articles to corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toolkit.cli.options import Beam, Force, FromFrench, Glossary, Json, Model, OutFolder, Quiet, ToEnglish

if TYPE_CHECKING:
    from toolkit.pipeline.build import Corpus


def build(
    paths: Annotated[list[Path], typer.Argument(help="Articles (text, HTML, Markdown, Word), or folders of them.")],
    out: OutFolder,
    source: FromFrench = "fr",
    target: ToEnglish = "en",
    model: Model = None,
    beam: Beam = 8,
    glossary: Glossary = None,
    aligner: Annotated[str, typer.Option("--aligner", help="Aligner: {aligners}.")] = "embedding",
    force: Force = False,
    json_output: Json = False,
    quiet: Quiet = False,
) -> None:
    """Build a bilingual corpus from articles.

    Translates, aligns and checks the articles, and scores the human titles found in them.

    Writes bitext.tmx, bitext.tsv, bitext.jsonl, articles/, evaluation.json and manifest.json. The same input, package
    and versions give the same bytes.
    """
    from toolkit.cli.console import progress
    from toolkit.corpora.folder import CorpusFolder
    from toolkit.errors import InputError
    from toolkit.files import read_bytes, readable_name, sha256_bytes, text_files
    from toolkit.machine import make_reproducible
    from toolkit.markup import suffixes
    from toolkit.pipeline.export import InputFile, write_corpus
    from toolkit.pipeline.pages import parse_article

    make_reproducible()
    found = text_files(paths, suffixes(articles=True))
    CorpusFolder(out).check(force, [path for path, _ in found])
    ids = [readable_name(relative.with_suffix("")) for _, relative in found]
    for name in ids:
        if ids.count(name) > 1:
            raise InputError(f"{name}: two files of this name; rename one, or build them apart")
    documents, inputs = [], []
    for (path, relative), name in zip(found, ids, strict=True):
        content = read_bytes(path)
        documents.append(parse_article(content, path, name, source, target))
        inputs.append(InputFile(name, readable_name(relative), sha256_bytes(content)))

    from toolkit.checks import TERMS, Checker, check_names
    from toolkit.pipeline.build import build_corpus
    from toolkit.terms import preferred, read_glossary
    from toolkit.translation import load_translator
    from toolkit.translation.base import facts_of

    terms = read_glossary(glossary, source, target) if glossary else []
    checker = Checker(only=[*check_names(), TERMS], terms=terms)
    engine = load_translator((source, target), model, beam=beam, terms=preferred(terms))
    with progress(None, "segments", quiet) as advance:
        corpus = build_corpus(documents, engine, aligner, advance, checker.check)
    settings: dict[str, Any] = {
        "from": source,
        "to": target,
        "beam": beam,
        "aligner": aligner,
    }
    write_corpus(corpus, out, inputs, facts_of(engine), settings, force)
    if json_output:
        typer.echo(CorpusFolder(out).manifest.read_text(encoding="utf-8"), nl=False)
    else:
        typer.echo(_summary(corpus, out))


def _summary(corpus: Corpus, out: Path) -> str:
    from toolkit.cli.console import table
    from toolkit.cli.evaluation_text import title_text
    from toolkit.pipeline.export import agreement_figures

    rows = [["article", "units", "findings", "model score", "aligner agrees"]]
    for document, score in corpus.agreement.items():
        units = [u for u in corpus.units if u.document == document]
        scores = [u.scores["model"] for u in units if "model" in u.scores]
        rows.append(
            [
                document,
                str(len(units)),
                str(sum(len(u.findings) for u in units)),
                f"{sum(scores) / len(scores):.2f}" if scores else "",
                f"{score.figures()['strict_f1']:.3f}",
            ]
        )
    lines = [table(rows, right=frozenset({1, 2, 3, 4})), ""]
    for document, checks in corpus.evaluations.items():
        lines += [title_text(document, check) for check in checks]
    agreement = agreement_figures(corpus)["strict_f1"]
    lines += [
        f"{corpus.counts.get('units', 0)} units of {corpus.counts.get('documents', 0)} articles in {out}/ "
        f"({corpus.counts.get('units_with_findings', 0)} with findings, {corpus.counts.get('units_human', 0)} of human "
        f"origin; the aligner agrees with the sentence map at F1 {agreement:.3f})",
        corpus.signature,
    ]
    return "\n".join(lines)
