"""The commands that search the catalogue, get models and choose among them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, one_line
from tests.packages.registry import good, running
from tests.packages.test_store import repack
from toolkit.errors import PackageError
from toolkit.packages.catalogue import search_models
from toolkit.packages.store import install_package

ARGOS = "translate-sq_en-1_9"


def test_search_shows_size_licence_and_score(inside) -> None:
    done = inside("models", "search", "fr", "en")
    assert done.returncode == 0 and not done.stderr
    head, _, *rows = done.stdout.decode().splitlines()
    assert head.split() == ["model", "source", "size", "licence", "BLEU", "note"]
    assert [row.split()[0] for row in rows] == [m.name for m in search_models("fr", "en")]
    [firefox] = [row for row in rows if row.startswith("firefox-fr-en")]
    assert "37 MB" in firefox and "MPL-2.0" in firefox and "42.9" in firefox


def test_search_says_which_package_is_broken(inside) -> None:
    [row] = [r for r in inside("models", "search", "es", "en").stdout.decode().splitlines() if "es_en-1_9" in r]
    assert "broken: its translations hold '@@'" in row


def test_search_as_json_names_who_published_a_score(inside) -> None:
    found = json.loads(inside("models", "search", "fr", "en", "--json").stdout)
    [opus] = [m for m in found if m["model"] == "opus-mt-fr-en"]
    [score] = [s for s in opus["scores"] if s["set"] == "newstest2014"]
    assert score["value"] == 37.8 and score["metric"] == "BLEU" and "OPUS-MT-train" in score["by"] and score["date"]


def test_a_pair_that_nobody_has_exits_with_1(inside) -> None:
    done = inside("models", "search", "fr", "tlh")
    assert done.returncode == 1 and not done.stdout
    assert "no model from fr to tlh" in one_line(done.stderr)


def test_print_lists_addresses_and_opens_no_connection(inside, packages: Path) -> None:
    done = inside("models", "get", "quickmt-fr-en", "--print")
    assert done.returncode == 0 and not done.stderr
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith("https://huggingface.co/quickmt/quickmt-fr-en/resolve/") and len(lines) == 5


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were an engine for every kind, whatever it does."""
    from toolkit.packages import choice

    monkeypatch.setattr(choice, "ENGINE_OF", dict.fromkeys(choice.ENGINE_OF, "argos"))


def test_what_could_not_run_is_not_fetched(inside, packages: Path) -> None:
    from toolkit.api.catalogue import check_kind
    from toolkit.packages.catalogue import catalogue

    for kind in ("ct2", "firefox", "opus-mt"):
        model = next(m for m in catalogue().values() if m.source.kind == kind)
        try:
            check_kind(model)
        except PackageError:
            done = inside("models", "get", model.name, "--yes")
            assert done.returncode == 2 and "this version has no" in one_line(done.stderr)


def test_nothing_is_fetched_unasked(inside, packages: Path, engines, monkeypatch) -> None:
    done = inside("models", "get", "firefox-fr-en")
    text = done.stderr.decode()
    assert done.returncode == 2 and text.count("\nfrom ") == 3
    for said in ("size     37 MB", "licence  MPL-2.0", "SHA-256 of every file is published", "add --yes to fetch it"):
        assert said in text
    monkeypatch.setattr("toolkit.cli.models_get.sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)
    done = inside("models", "get", "firefox-fr-en")
    assert done.returncode == 1 and b"nothing was fetched" in done.stderr


def test_an_unknown_model_is_one_line(inside, packages: Path) -> None:
    done = inside("models", "get", "opus-fr-en", "--yes")
    assert done.returncode == 2 and "did you mean opus-mt-fr-en" in one_line(done.stderr)


def test_get_installs_from_a_mirror_and_translate_takes_and_names_it(
    inside, packages: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.delenv("http_proxy", raising=False)
    body = repack(tmp_path / "x.argosmodel", root=ARGOS, from_code="sq").read_bytes()
    with running() as registry:
        registry.serve(f"/site/{ARGOS}/{ARGOS}.argosmodel", good(body))
        done = inside("models", "get", ARGOS, "--yes", "--mirror", f"{registry.url}/site")
    text = done.stderr.decode()
    assert done.returncode == 0, text
    assert done.stdout.decode() == f"installed {ARGOS} (sq to en) in {packages / ARGOS}\n"
    assert f"from     {registry.url}/site/{ARGOS}/{ARGOS}.argosmodel" in text
    assert "none is published; what comes is recorded" in text and f"{len(body)} bytes in" in text
    assert b"sq" in inside("models", "list").stdout
    made = inside("translate", "Bonjour.", "--from", "sq")
    assert made.returncode == 0 and f"model: {ARGOS}\n" in made.stderr.decode()
    again = inside("models", "get", ARGOS, "--yes")
    assert again.returncode == 2 and "is installed already" in one_line(again.stderr)
    assert inside("models", "verify", ARGOS).returncode == 0
    inside("models", "default", "sq", "en", ARGOS)
    removed = inside("models", "remove", ARGOS)
    assert removed.returncode == 0 and b"sq to en: no default any more" in removed.stdout
    assert "no installed model translates sq to en" in one_line(inside("models", "default", "sq", "en").stderr)


def test_a_server_that_fails_is_one_line_behind_what_was_announced(inside, packages: Path, monkeypatch) -> None:
    monkeypatch.delenv("http_proxy", raising=False)
    with running() as registry:
        done = inside("models", "get", ARGOS, "-y", "--mirror", registry.url)
    *_, last = done.stderr.decode().splitlines()
    assert done.returncode == 2 and "Traceback" not in done.stderr.decode()
    assert last.startswith("bitext: ") and "the server answered 404 (Not Found)" in last


def test_the_default_is_set_shown_taken_and_taken_back(inside, packages: Path, tmp_path: Path) -> None:
    assert inside("models", "default", "fr", "en").stdout == b"fr to en: embedded (no default is set)\n"
    install_package(repack(tmp_path / "x.argosmodel"))
    assert b"translate-fr_en-9_0 (no default is set)" in inside("models", "default", "fr", "en").stdout
    assert inside("models", "default", "fr", "en", "embedded").stdout == b"fr to en: embedded (your default)\n"
    made = inside("translate", "Bonjour.")
    assert made.stdout == b"Hello.\n" and b"model: embedded\n" in made.stderr
    assert b"model:" not in inside("translate", "Bonjour.", "--quiet").stderr
    wrong = inside("models", "default", "fr", "en", "nosuch")
    assert wrong.returncode == 2 and "choose from: embedded, translate-fr_en-9_0" in one_line(wrong.stderr)
    assert b"translate-fr_en-9_0" in inside("models", "default", "fr", "en", "--unset").stdout
    none = inside("models", "default", "fr", "tlh")
    assert none.returncode == 2 and "no installed model translates fr to tlh" in one_line(none.stderr)


def test_a_model_from_a_folder_is_listed_shown_verified_and_removed(
    inside, packages: Path, tmp_path: Path, engines
) -> None:
    stick = tmp_path / "stick" / "quickmt-fr-en"
    stick.mkdir(parents=True)
    for name in ("model.bin", "config.json", "shared_vocabulary.json", "joint.spm.model"):
        (stick / name).write_bytes(b"x" * 100)
    (stick / "README.md").write_text("# A card\n")
    got = inside("models", "get", "quickmt-fr-en", "--yes", "--mirror", stick.parent)
    assert got.returncode == 0, got.stderr.decode()
    assert str(stick / "model.bin") in got.stderr.decode()
    assert "quickmt-fr-en  fr    en  d00d112" in inside("models", "list").stdout.decode()
    shown = inside("models", "info", "quickmt-fr-en").stdout.decode()
    assert '"licence": "CC-BY-4.0"' in shown and "# A card" in shown
    assert b"quickmt-fr-en: good, 5 files" in inside("models", "verify", "quickmt-fr-en").stdout
    assert b"fr to en: quickmt-fr-en" in inside("models", "default", "fr", "en").stdout
    assert inside("models", "remove", "quickmt-fr-en").returncode == 0
    assert b"fr to en: embedded" in inside("models", "default", "fr", "en").stdout


@pytest.mark.parametrize("arguments", [("default", "fr", "en", "x", "--unset"), ("default", "fr")])
def test_bad_usage_of_default_exits_with_2(inside, packages: Path, arguments: tuple[str, ...]) -> None:
    assert inside("models", *arguments).returncode == 2


def test_a_search_loads_nothing_that_could_open_a_connection() -> None:
    code = (
        "import sys; from toolkit.cli import run; run(['models', 'search', 'fr', 'en'])\n"
        "print(sorted({'urllib.request', 'http.client', 'ssl', 'socket', 'ctranslate2', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_one_module_alone_can_fetch_files() -> None:
    # Engines may speak to a server that the user names.
    network = re.compile(r"^\s*(?:from|import) (?:urllib\.request|http\.client|socket|ssl|ftplib)\b", re.MULTILINE)
    using = [
        path.name
        for folder in ("packages", "files", "formats", "markup", "memory", "corpora", "training")
        for path in (ROOT / "toolkit" / folder).rglob("*.py")
        if network.search(path.read_text(encoding="utf-8"))
    ]
    assert using == ["download.py"]
