"""Examples in docstrings and in README run as they stand."""

from __future__ import annotations

import doctest
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import toolkit
from tests.conftest import ROOT

MODULES = [
    "toolkit",
    "toolkit.api.bitexts",
    "toolkit.api.reporting",
    "toolkit.api.scoring",
    "toolkit.api.building",
    "toolkit.api.filling",
    "toolkit.api.corpora",
    "toolkit.api.memories",
    "toolkit.api.testsets",
    "toolkit.api.validating",
    "toolkit.api.segmenting",
    "toolkit.api.translating",
    "toolkit.languages.pair",
    "toolkit.testing",
]
FILES = {
    "terms.tsv": "paix\tpeace\n",
    "old.tmx": (
        '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
        'srclang="fr" datatype="plaintext"/><body><tu tuid="1"><tuv xml:lang="fr"><seg>Bonjour à tous.</seg></tuv>'
        '<tuv xml:lang="en"><seg>Hello everybody.</seg></tuv></tu></body></tmx>'
    ),
    "fr.json": '{"hello": "Bonjour !", "bye": "Au revoir."}\n',
    "en.json": '{"hello": "Hi!"}\n',
    "locales/fr/app.json": '{"hello": "Bonjour !"}\n',
    "locales/en/app.json": "{}\n",
    "half.tsv": "Bonjour.\t\n",
    "delivery.tsv": "Il a 12 ans.\tHe is 13.\n",
    "crawl.tsv": "Bonjour à tous.\tHello everybody.\nIl y a bien trop de mots ici.\tThere are too many words here.\n",
    "article.fr.txt": "La paix revient à Kiev. Les soldats russes quittent la ville.\n",
    "article.en.txt": "Peace is coming back to Kyiv. The Russian soldiers are leaving the city.\n",
    "page.html": "<p>Bonjour, <b>Russie</b>.</p>\n",
    "seeds/one.txt": "La paix revient à Kiev\n\nLes soldats russes quittent la ville.\n",
    "hyp.txt": "a cat\na dog\n",
    "ref.txt": "a cat\na dog\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files that the examples read, as the working directory."""
    place = tmp_path_factory.mktemp("examples")
    for name, text in FILES.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    before = Path.cwd()
    os.chdir(place)
    yield place
    os.chdir(before)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str, folder: Path) -> None:
    names = {"bitext": toolkit}
    if name == "toolkit.api.translating":
        names["engine"] = toolkit.load_engine("fr-en")
    module = importlib.import_module(name)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for test in doctest.DocTestFinder().find(module, module.__name__, extraglobs=names):
        runner.run(test)
    assert runner.summarize(verbose=False).failed == 0
    assert runner.tries > 0


def test_each_public_function_has_an_example() -> None:
    functions = [getattr(toolkit, name) for name in toolkit.__all__ if name.islower() and name != "__version__"]
    assert [f.__name__ for f in functions if ">>>" not in f.__doc__] == []
    assert len(functions) > 14


def test_the_first_python_block_of_the_readme_runs(folder: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert code
    exec(compile(code[1], "README.md", "exec"), {})


def test_names_of_the_front_door() -> None:
    assert dir(toolkit) == sorted(toolkit.__all__)
    assert sorted([*toolkit._NAMES, "__version__"]) == sorted(toolkit.__all__)
    for name in toolkit.__all__:
        assert getattr(toolkit, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        toolkit.nothing  # noqa: B018


def test_functions_stay_when_their_packages_are_imported() -> None:
    import toolkit.checks
    import toolkit.reports

    assert all(callable(getattr(toolkit, name)) for name in ("check", "report", "build", "align", "evaluate"))


HEAVY = ("ctranslate2", "nltk", "lxml", "numpy", "sacrebleu", "sentencepiece", "py3langid", "torch", "typer", "rich")


def test_import_is_light() -> None:
    code = (
        "import sys, time; t = time.process_time(); import toolkit; spent = time.process_time() - t\n"
        f"print([m for m in {HEAVY} if m in sys.modules], [m for m in sys.modules if m.startswith('toolkit.')], spent < 0.1)"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout == "[] ['toolkit.version'] True\n"


def test_paths_may_be_text_or_path(folder: Path) -> None:
    assert list(toolkit.read("old.tmx")) == list(toolkit.read(Path("old.tmx"))) == list(toolkit.read(["old.tmx"]))


def test_nothing_is_overwritten_unless_told(folder: Path) -> None:
    units = list(toolkit.read("old.tmx"))
    toolkit.write(units, "twice.tsv")
    with pytest.raises(toolkit.OutputError, match=r"twice\.tsv: exists already"):
        toolkit.write(units, "twice.tsv")
    assert toolkit.write(units, "twice.tsv", force=True).units == 1


def test_an_alignment_is_written_by_suffix(folder: Path) -> None:
    found = toolkit.align("article.fr.txt", "article.en.txt", "fr-en")
    found.write("a.beads")
    assert Path("a.beads").read_text().startswith("[0]:[0]:")
    assert found.write("a.tsv.gz", minimum=2.0).units == 0
    assert [unit.target for unit in toolkit.read("a.tsv.gz")] == []
    with pytest.raises(toolkit.InputError, match="cannot tell the format"):
        found.write("a.xyz")


def test_an_engine_of_any_kind_builds_and_saves_a_corpus(folder: Path) -> None:
    from toolkit.testing import UpperEngine

    corpus = toolkit.build("seeds", engine=UpperEngine())
    assert "LES SOLDATS RUSSES" in corpus.articles["one"]
    assert '"package": "upper"' in (corpus.save("upper")[-1]).read_text()
    assert toolkit.report("upper", "upper.txt").signature.startswith("upper|")
