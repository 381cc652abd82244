"""``bitext build``: articles to corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.api.common import DEFAULT_PAIR
from toolkit.cli.models_get import say_model
from toolkit.cli.options import Beam, Force, FromFrench, Glossary, Json, Model, OutFolder, Quiet, ToEnglish
from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit import Corpus


def build(
    paths: Annotated[list[Path], typer.Argument(help="Articles (text, HTML, Markdown, Word), or folders of them.")],
    out: OutFolder,
    source: FromFrench = DEFAULT_PAIR.source,
    target: ToEnglish = DEFAULT_PAIR.target,
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
    import toolkit
    from toolkit.api.building import check_corpus_output
    from toolkit.cli.console import progress

    check_corpus_output(paths, out, force)
    with progress(None, "segments", quiet) as advance:
        corpus = toolkit.build(
            paths, (source, target), model=model, glossary=glossary, beam=beam, aligner=aligner, progress=advance
        )
    *_, manifest = corpus.save(out, force)
    say_model(source, target, model, quiet)
    if json_output:
        typer.echo(manifest.read_text(encoding="utf-8"), nl=False)
    else:
        typer.echo(_summary(corpus, out))


def _summary(corpus: Corpus, out: Path) -> str:
    from toolkit.cli.console import table
    from toolkit.cli.evaluation_text import title_text

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
    agreement = corpus.agreement_figures()["strict_f1"]
    lines += [
        f"{counted(corpus.counts.get('units', 0), 'unit')} of "
        f"{counted(corpus.counts.get('documents', 0), 'article')} in {out}/ "
        f"({corpus.counts.get('units_with_findings', 0)} with findings, {corpus.counts.get('units_human', 0)} of human "
        f"origin; the aligner agrees with the sentence map at F1 {agreement:.3f})",
        corpus.signature,
    ]
    return "\n".join(lines)
