from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.markup.test_epub import book
from toolkit.cli import run
from toolkit.errors import InputError
from toolkit.pipeline.detection import detect
from toolkit.testing import UpperEngine

FRENCH = "Le président a annoncé hier que la paix revient à Kiev."
GERMAN = "Der Präsident hat gestern gesagt, dass der Frieden nach Kiew zurückkehrt."
ENGLISH = "The president said yesterday that peace comes back to Kiev."


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Engines for every language but Spanish, and the pairs that were asked for."""
    import toolkit
    from toolkit.errors import LanguagePairError

    asked: list[tuple[str, str]] = []

    def load(pair: tuple[str, str], *_: object, **__: object) -> UpperEngine:
        asked.append(pair)
        if pair[0] == "es":
            raise LanguagePairError("no package translates es to en")
        return UpperEngine(pair)

    monkeypatch.setattr(toolkit, "load_engine", load)
    return asked


@pytest.mark.parametrize(
    ("name", "content", "language"),
    [
        ("a.txt", FRENCH, "fr"),
        ("a.txt", GERMAN.upper(), "de"),
        ("a.html", f'<html lang="en"><body lang="fr"><p class="the and of">{FRENCH}</p></body></html>', "fr"),
        ("a.md", f"# {GERMAN}\n\n`the code of the thing that is in the file`\n", "de"),
        ("a.srt", f"1\n00:00:01,000 --> 00:00:02,000\n{FRENCH}\n", "fr"),
        (
            "a.xliff",
            '<xliff version="1.2"><file original="x" datatype="plaintext" source-language="de-DE" target-language="en">'
            '<body><trans-unit id="1"><source>OK</source></trans-unit></body></file></xliff>',
            "de-DE",
        ),
    ],
)
def test_the_language_of_a_document_is_found_by_its_words(name: str, content: str, language: str) -> None:
    guess = detect(content.encode(), Path(name), "en")
    assert guess.language == language
    assert guess.probability > 0.9


def test_a_book_whose_pages_say_their_language_is_read_in_it() -> None:
    page = f'<section xml:lang="de"><p>{GERMAN}</p></section>'
    whole, bare = io.BytesIO(book(page, page)), io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            for title in (
                "La porte bleue",
                "Le début",
                "Chapitre &amp; début",
                "Table",
                "Anne Petit",
                "fr",
                "La pluie",
            ):
                text = text.replace(title.encode(), b"1")
            new.writestr(name, text)
    guess = detect(bare.getvalue(), Path("livre.epub"), "en")
    assert guess.language == "de"
    assert guess.probability > 0.99


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Bof.\n", "too little text to tell its language"),
        (ENGLISH, "it is in en already"),
        ("Bonjour Otto", "its language is not sure, the most probable is"),
    ],
)
def test_what_cannot_be_told_is_not_guessed(content: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        detect(content.encode(), Path("a.txt"), "en")


def test_files_of_several_languages_keep_their_layout(
    engines: list[tuple[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    for name, text in {
        "fr.txt": FRENCH,
        "sub/de.txt": GERMAN,
        "sub/fr.txt": FRENCH,
        "en.txt": ENGLISH,
        "es.txt": "El presidente dijo ayer que la paz vuelve a la ciudad.",
        "none.txt": "Bof.",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text + "\n")
    assert run(["translate", str(folder), "--from", "auto", "-o", str(out)]) == 1
    made = {path.relative_to(out).as_posix(): path.read_text() for path in out.rglob("*.txt")}
    assert made == {
        "fr.en.txt": FRENCH.upper() + "\n",
        "sub/fr.en.txt": FRENCH.upper() + "\n",
        "sub/de.en.txt": GERMAN.upper() + "\n",
    }
    assert sorted(engines) == [("de", "en"), ("es", "en"), ("fr", "en")]
    said = capsys.readouterr().err
    assert f"{folder}/sub/de.txt: de (1.00)" in said
    assert f"{folder}/es.txt: no package translates es to en" in said
    assert "en.txt: it is in en already" in said
    assert "none.txt: too little text" in said
    engines.clear()
    assert run(["translate", str(folder), "--from", "auto", "-o", str(out), "--quiet"]) == 1
    assert "de (1.00)" not in capsys.readouterr().err


def test_two_files_of_one_name_in_two_languages_are_refused(
    engines: list[tuple[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "one" / "a.txt", tmp_path / "two" / "a.txt"]
    for path, text in zip(paths, (FRENCH, GERMAN), strict=True):
        path.parent.mkdir()
        path.write_text(text)
    assert run(["translate", *map(str, paths), "--from", "auto", "-o", str(tmp_path / "out")]) == 2
    assert "both would be written to" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_json_names_the_language_and_its_probability(
    engines: list[tuple[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, text in zip(paths, (GERMAN, FRENCH), strict=True):
        path.write_text(text)
    assert run(["translate", *map(str, paths), "--from", "auto", "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["language"], r["target"]) for r in records] == [("de", GERMAN.upper()), ("fr", FRENCH.upper())]
    assert all(0.9 < r["confidence"] <= 1 for r in records)


def test_a_text_and_standard_input_have_a_language_too(
    engines: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["translate", GERMAN, "--from", "auto"]) == 0
    said = capsys.readouterr()
    assert said.out == GERMAN.upper() + "\n"
    assert "<text>: de (1.00)" in said.err
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{FRENCH}\n\n{FRENCH}\n".encode())))
    assert run(["translate", "-", "--from", "auto"]) == 0
    said = capsys.readouterr()
    assert said.out == f"{FRENCH}\n\n{FRENCH}\n".upper()
    assert "<stdin>: fr (1.00)" in said.err
    assert engines == [("de", "en"), ("fr", "en")]


def test_one_document_of_an_unknown_language_is_an_error(
    engines: list[tuple[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    for text, said in ((b"Bof.", "too little text"), (b"caf\xe9 caf\xe9 caf\xe9", "not UTF-8")):
        file.write_bytes(text)
        assert run(["translate", str(file), "--from", "auto"]) == 2
        assert said in capsys.readouterr().err
    file.write_text("Bof.")
    assert run(["translate", str(file), "--from", "auto", "--units", "-o", "x.tsv"]) == 2
    assert "--from auto is for documents" in capsys.readouterr().err


@pytest.mark.parametrize("how", ["file", "folder", "lines", "json"])
def test_a_text_in_another_language_than_the_one_that_was_named_is_told(
    how: str,
    engines: list[tuple[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    english, french = tmp_path / "in" / "a.txt", tmp_path / "in" / "b.txt"
    english.parent.mkdir()
    english.write_text(f"{ENGLISH} The children were asleep.\n")
    french.write_text(f"{FRENCH}\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(english.read_bytes()), encoding="utf-8"))
    arguments = {
        "file": [str(english), "--out", str(tmp_path / "out.txt")],
        "folder": [str(english.parent), "--out", str(tmp_path / "out")],
        "lines": ["-"],
        "json": [str(english), str(french), "--json"],
    }[how]
    assert run(["translate", *arguments]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "looks" in line]
    name = "<stdin>" if how == "lines" else str(english)
    assert told == [f"bitext: warning: {name}: looks 'en', not 'fr', of which it was translated; is --from right?"]


def test_nothing_is_said_of_text_that_tells_no_language(
    engines: list[tuple[str, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("few.txt", "Download the file"), ("fr.txt", f"{FRENCH} `the code of the thing that is there`")):
        (tmp_path / name).write_text(text)
        assert run(["translate", str(tmp_path / name), "--out", str(tmp_path / f"out-{name}")]) == 0
    assert "looks" not in capsys.readouterr().err
