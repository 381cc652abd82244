"""Projects: what comes in, what people change, what goes out."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import toolkit
from tests.server.running import Upper
from toolkit.api.projects import (
    BeadEditor,
    Conflict,
    Edit,
    Kind,
    State,
    Workbench,
    add_file,
    add_pair,
    create_project,
    export_project,
    open_project,
)
from toolkit.errors import InputError, OutputError
from toolkit.languages.pair import LanguagePair
from toolkit.project import search
from toolkit.project.editing import comment
from toolkit.project.workbench import difference
from toolkit.units import Origin

FRENCH = "Bonjour à tous. Il fait beau. Le chat dort.\n\nLa paix revient. Nous sommes contents.\n"
ENGLISH = "Hello everybody. The weather is fine. The cat sleeps.\n\nPeace is back. We are happy.\n"


@pytest.fixture
def bench(tmp_path: Path):
    with create_project(tmp_path / "work", "fr-en") as project:
        yield Workbench(project)


@pytest.fixture
def pair(bench: Workbench, tmp_path: Path):
    """The rows of two texts that were aligned."""
    (tmp_path / "a.fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(ENGLISH, encoding="utf-8")
    document, _ = add_pair(bench, tmp_path / "a.fr.txt", tmp_path / "a.en.txt")
    return list(bench.project.rows(document.number))


def _engine() -> Upper:
    return Upper(LanguagePair("fr", "en"))


def _sides(bench: Workbench) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(row.source, row.target) for row in bench.project.rows()]


class TestEditing:
    def test_a_change_is_kept_with_the_one_before(self, bench: Workbench, pair) -> None:
        [row] = bench.save([Edit(pair[0].number, 1, "Hello, all.")], "ada")
        assert (row.state, row.revision, row.unit.target) == (State.EDITED, 2, "Hello, all.")
        versions = bench.project.history(row.number)
        assert [(v["target"], v["action"], v["person"]) for v in versions] == [
            ("Hello, all.", "edit", "ada"),
            ("Hello everybody.", "added", ""),
        ]

    def test_nobody_overwrites_what_they_have_not_seen(self, bench: Workbench, pair) -> None:
        bench.save([Edit(pair[0].number, 1, "Hello, all.")], "ada")
        with pytest.raises(Conflict) as caught:
            bench.save([Edit(pair[1].number, 1, "Fine."), Edit(pair[0].number, 1, "Hi!")], "bob")
        assert "Hello, all." in [row.unit.target for row in caught.value.rows]
        # All of a save or nothing.
        assert [row.unit.target for row in bench.project.rows()][:2] == ["Hello, all.", "The weather is fine."]

    def test_what_is_accepted_is_remembered_and_suggested(self, bench: Workbench, pair) -> None:
        bench.save([Edit(pair[0].number, 1, "Good day, everyone.", State.ACCEPTED)], "ada")
        unit = toolkit.TranslationUnit("x", "Bonjour à toutes.", "", "fr", "en")
        [found] = bench.suggestions(unit)
        assert (found.match.target, found.match.score) == ("Good day, everyone.", 0.75)
        assert found.difference == [("=", "Bonjour à "), ("-", "tous"), ("+", "toutes"), ("=", ".")]
        # Other commands use the same file.
        assert toolkit.open_memory(bench.memory, "fr-en").exact("Bonjour à tous.").target == "Good day, everyone."

    def test_a_later_translation_comes_first(self, bench: Workbench, pair) -> None:
        [row] = bench.save([Edit(pair[0].number, 1, "One.", State.ACCEPTED)], "ada")
        bench.save([Edit(row.number, row.revision, "Two.", State.ACCEPTED)], "ada")
        assert [s.match.target for s in bench.suggestions(row.unit)][:1] == ["Two."]

    def test_a_target_without_a_placeholder_is_not_accepted(self, bench: Workbench, tmp_path: Path) -> None:
        file = tmp_path / "u.tsv"
        file.write_text("Il y a %d fichiers.\tThere are files.\n", encoding="utf-8")
        add_file(bench, file, _engine)
        [row] = bench.project.rows()
        with pytest.raises(InputError, match="lacks %d"):
            bench.save([Edit(row.number, 1, "There are files.", State.ACCEPTED)], "ada")
        bench.save([Edit(row.number, 1, "There are %d files.", State.ACCEPTED)], "ada")

    def test_an_empty_target_is_not_accepted_but_for_an_omission(self, bench: Workbench, pair, tmp_path: Path) -> None:
        file = tmp_path / "u.tsv"
        file.write_text("Le chat dort.\tThe cat sleeps.\n", encoding="utf-8")
        document = add_file(bench, file, _engine)
        [row] = bench.project.rows(document.number)
        with pytest.raises(InputError, match="target is empty"):
            bench.save([Edit(row.number, 1, " ", State.ACCEPTED)], "ada")
        [saved] = bench.save([Edit(pair[0].number, pair[0].revision, "", State.ACCEPTED)], "ada")
        assert saved.state is State.ACCEPTED

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("The cat\v sleeps.\x07", "The cat sleeps."),
            ("A\n\nB --> C", "A B --> C"),
            (" two  blanks ", " two  blanks "),
        ],
    )
    def test_a_target_is_kept_as_its_document_can_hold_it(self, bench: Workbench, pair, typed: str, kept: str) -> None:
        [row] = bench.save([Edit(pair[0].number, pair[0].revision, typed)], "ada")
        assert row.unit.target == kept

    def test_half_of_a_character_is_refused(self, bench: Workbench, pair) -> None:
        with pytest.raises(InputError, match="half of a character"):
            bench.save([Edit(pair[0].number, pair[0].revision, "x\ud800")], "ada")

    def test_a_dismissed_finding_stays_away_until_the_text_changes(self, bench: Workbench, tmp_path: Path) -> None:
        file = tmp_path / "u.tsv"
        file.write_text("Il a 12 chats.\tHe has cats.\n", encoding="utf-8")
        add_file(bench, file, _engine)
        [row] = bench.project.rows()
        assert [f.check for f in row.findings] == ["numbers"]
        row = bench.dismiss(row.number, "numbers", "said in words", "ada")
        assert row.findings == []
        # bitext check leaves it out too.
        assert "said in words" in (bench.project.folder / "bitext-dismissed.tsv").read_text(encoding="utf-8")
        [row] = bench.save([Edit(row.number, row.revision, "He has some cats.")], "ada")
        assert [f.check for f in row.findings] == ["numbers"]
        with pytest.raises(InputError, match="say why"):
            bench.dismiss(row.number, "numbers", " ", "ada")


class TestBeads:
    def test_merge_and_undo(self, bench: Workbench, pair) -> None:
        before = _sides(bench)
        editor = BeadEditor(bench.project, "ada", bench.look)
        operation = editor.merge({row.number: row.revision for row in pair[:2]})
        assert _sides(bench)[0] == (
            ("Bonjour à tous.", "Il fait beau."),
            ("Hello everybody.", "The weather is fine."),
        )
        editor.undo(operation)
        assert _sides(bench) == before
        with pytest.raises(InputError, match="undone already"):
            editor.undo(operation)

    def test_changes_of_beads_are_undone_one_after_the_other(self, bench: Workbench, pair) -> None:
        editor = BeadEditor(bench.project, "ada", bench.look)

        def now() -> list[tuple[str, str]]:
            return [(row.unit.source, row.unit.target) for row in bench.project.rows()]

        states, operations = [now()], []
        first, second, *_ = bench.project.rows()
        operations.append(editor.merge({first.number: first.revision, second.number: second.revision}))
        states.append(now())
        [merged, *_] = bench.project.rows()
        operations.append(editor.move(merged.number, merged.revision, "source", 1))
        states.append(now())
        # A text that was changed and changed back stands in the way of nothing.
        [one, *_] = bench.project.rows()
        [saved] = bench.save([Edit(one.number, one.revision, "Mine.")], "ada")
        bench.save([Edit(one.number, saved.revision, one.unit.target, one.state)], "ada", "undo")
        operations.append(editor.realign(one.number, saved.revision + 1))
        for operation in reversed(operations):
            editor.undo(operation)
            assert now() == states.pop()
        assert not states

    def test_comments_outlive_merging_and_its_undo(self, bench: Workbench, pair) -> None:
        editor = BeadEditor(bench.project, "ada", bench.look)
        first, second = pair[:2]
        for row in (first, second):
            comment(bench.project, row.number, f"About {row.number}.", "ada")
        operation = editor.merge({first.number: first.revision, second.number: second.revision})
        [merged, *_] = bench.project.rows()
        assert merged.comment == f"About {first.number}.\nAbout {second.number}."
        comment(bench.project, merged.number, merged.comment + "\nBoth.", "ada")
        editor.undo(operation)
        comments = [row.comment for row in bench.project.rows()][:2]
        assert comments == [f"About {first.number}.\nBoth.", f"About {second.number}."]

    def test_undo_never_takes_away_what_came_later(self, bench: Workbench, pair) -> None:
        editor = BeadEditor(bench.project, "ada", bench.look)
        operation = editor.merge({row.number: row.revision for row in pair[:2]})
        first = next(bench.project.rows())
        bench.save([Edit(first.number, first.revision, "Hello! Fine weather.")], "bob")
        with pytest.raises(Conflict):
            editor.undo(operation)

    def test_split_at_the_cursor(self, bench: Workbench, pair) -> None:
        editor = BeadEditor(bench.project, "ada", bench.look)
        editor.merge({row.number: row.revision for row in pair[:2]})
        first = next(bench.project.rows())
        editor.split(first.number, first.revision, len("Bonjour à tous."), len("Hello everybody."))
        assert _sides(bench) == [(row.source, row.target) for row in pair]

    def test_a_sentence_moves_to_its_neighbour(self, bench: Workbench, pair) -> None:
        editor = BeadEditor(bench.project, "ada", bench.look)
        editor.move(pair[0].number, 1, "target", 1)
        assert _sides(bench)[:2] == [
            (("Bonjour à tous.",), ()),
            (("Il fait beau.",), ("Hello everybody.", "The weather is fine.")),
        ]

    def test_an_omission_parts_the_sides_and_gold_says_so(self, bench: Workbench, pair, tmp_path: Path) -> None:
        BeadEditor(bench.project, "ada", bench.look).omit(pair[1].number, 1)
        export_project(bench.project, tmp_path / "beads.gold")
        assert (tmp_path / "beads.gold").read_text().split("\n") == [
            "[0]:[0]", "[1]:[]", "[]:[1]", "[2]:[2]", "[3]:[3]", "[4]:[4]", "",
        ]  # fmt: skip
        from toolkit.alignment.score import read_beads

        assert len(read_beads(tmp_path / "beads.gold")) == 6

    def test_the_rest_is_aligned_anew_behind_an_anchor(self, bench: Workbench, pair) -> None:
        editor = BeadEditor(bench.project, "ada", bench.look)
        editor.move(pair[0].number, 1, "target", 1)
        rows = list(bench.project.rows())
        last = editor.anchor(rows[3].number, rows[3].revision, True)
        assert last.anchor
        editor.realign(rows[0].number, rows[0].revision)
        assert _sides(bench) == [(row.source, row.target) for row in pair]
        assert next(bench.project.rows()).unit.scores["alignment"] > 0.5

    def test_only_neighbours_merge(self, bench: Workbench, pair) -> None:
        with pytest.raises(InputError, match="neighbours"):
            BeadEditor(bench.project, "a", bench.look).merge({pair[0].number: 1, pair[2].number: 1})

    def test_the_sentences_of_a_document_stay(self, bench: Workbench, tmp_path: Path) -> None:
        (tmp_path / "d.txt").write_text("Bonjour. Au revoir.\n", encoding="utf-8")
        add_file(bench, tmp_path / "d.txt", _engine)
        rows = list(bench.project.rows())
        with pytest.raises(InputError, match="stay as its file has them"):
            BeadEditor(bench.project, "a", bench.look).merge({row.number: 1 for row in rows})

    def test_places_stay_apart_after_many_splits(self, bench: Workbench, tmp_path: Path) -> None:
        words = [f"Mot{n}." for n in range(60)]
        file = tmp_path / "u.tsv"
        file.write_text(f"{' '.join(words)}\t{' '.join(words)}\nFin.\tEnd.\n", encoding="utf-8")
        add_file(bench, file, _engine)
        editor = BeadEditor(bench.project, "a", bench.look)
        for word in words[:-1]:
            row = list(bench.project.rows())[-2]
            editor.split(row.number, row.revision, len(word), len(word))
        assert [row.unit.source for row in bench.project.rows()] == [*words, "Fin."]


class TestExport:
    def test_a_document_keeps_its_format(self, bench: Workbench, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        page.write_text('<h1>Bonjour</h1>\n<p class="x">La <b>paix</b> revient. Il dort.</p>\n', encoding="utf-8")
        row = add_file(bench, page, _engine)
        assert (row.kind, row.units) == (Kind.TEXT, 3)
        rows = list(bench.project.rows())
        bench.save([Edit(rows[0].number, 1, "Hello"), Edit(rows[2].number, 1, "He sleeps & dreams.")], "ada")
        export_project(bench.project, tmp_path / "out.html", document="page")
        assert (tmp_path / "out.html").read_text(encoding="utf-8") == (
            '<h1>Hello</h1>\n<p class="x">LA <b>PAIX</b> REVIENT. He sleeps &amp; dreams.</p>\n'
        )

    def test_what_trains_is_accepted_once_and_no_copy(self, tmp_path: Path) -> None:
        rows = ["Oui.\tYes.", "Oui.\tYes.", "Oui.\tYeah.", "Paris\tParis", "Non.\tNo."]
        (tmp_path / "u.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        with create_project(tmp_path / "p", "fr-en") as made:
            bench = Workbench(made)
            add_file(bench, tmp_path / "u.tsv", lambda: pytest.fail("a bitext is not translated"))
            with pytest.raises(InputError, match="accept some"):
                export_project(made, tmp_path / "none.tsv", training=True)
            bench.save([Edit(row.number, 1, None, State.ACCEPTED) for row in list(made.rows())[:4]], "ada")
            # The suffix of the document itself, which without --training keeps all of it.
            report = export_project(made, tmp_path / "mine.tsv", training=True)
            with pytest.raises(InputError, match="training reads units"):
                export_project(made, tmp_path / "mine.html", training=True)
        assert [(u.source, u.target) for u in toolkit.read(tmp_path / "mine.tsv", "fr-en")] == [
            ("Oui.", "Yes."),
            ("Oui.", "Yeah."),
        ]
        left_out = {what: count for what, count in report.notes.items() if what.endswith("left out")}
        assert (report.units, left_out) == (
            2,
            {"same text in both languages left out": 1, "repeated unit left out": 1},
        )

    def test_units_say_who_wrote_them(self, bench: Workbench, tmp_path: Path) -> None:
        (tmp_path / "d.txt").write_text("Bonjour. Au revoir.\n", encoding="utf-8")
        add_file(bench, tmp_path / "d.txt", _engine)
        rows = list(bench.project.rows())
        bench.save([Edit(rows[0].number, 1, "Hello.", State.ACCEPTED)], "ada")
        export_project(bench.project, tmp_path / "all.jsonl")
        first, second = toolkit.read(tmp_path / "all.jsonl")
        assert (first.origin, second.origin) == (Origin.HUMAN, Origin.MACHINE)
        assert first.properties == {"machine-translation": "BONJOUR.", "edited-by": "ada"}
        export_project(bench.project, tmp_path / "done.tsv", accepted=True)
        assert [u.target for u in toolkit.read(tmp_path / "done.tsv", "fr-en")] == ["Hello."]

    def test_a_bitext_is_changed_in_place_with_its_inline_codes(self, bench: Workbench, tmp_path: Path) -> None:
        file = tmp_path / "job.xlf"
        file.write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n<!-- kept -->\n'
            '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
            '<file original="a" source-language="fr" target-language="en" datatype="plaintext"><body>\n'
            '<trans-unit id="1"><source>Un <g id="1">chat</g> dort.</source>'
            '<target>A <g id="1">cat</g> sleeps.</target></trans-unit>\n'
            '<trans-unit id="2"><source>Oui.</source><target>Yes.</target></trans-unit>\n'
            "</body></file></xliff>\n",
            encoding="utf-8",
        )
        add_file(bench, file, _engine)
        first, _ = bench.project.rows()
        bench.save([Edit(first.number, 1, "One cat is asleep.")], "ada")
        export_project(bench.project, tmp_path / "out.xlf")
        made = (tmp_path / "out.xlf").read_text(encoding="utf-8")
        assert "<!-- kept -->" in made
        assert "<target>Yes.</target>" in made
        assert '<target state="translated">One <g id="1">cat</g> is asleep.</target>' in made

    def test_messages_without_a_translation_are_translated_and_written_back(
        self, bench: Workbench, tmp_path: Path
    ) -> None:
        file = tmp_path / "m.po"
        file.write_text(
            'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n\n'
            '#. kept\nmsgid "Bonjour"\nmsgstr ""\n\n#: a.c:3\nmsgid "Oui"\nmsgstr "Yes"\n',
            encoding="utf-8",
        )
        assert add_file(bench, file, _engine).units == 2
        rows = list(bench.project.rows())
        assert [(row.unit.target, row.unit.origin) for row in rows] == [
            ("BONJOUR", Origin.MACHINE),
            ("Yes", Origin.HUMAN),
        ]
        bench.save([Edit(rows[1].number, 1, "Yes!")], "ada")
        export_project(bench.project, tmp_path / "out.po")
        made = (tmp_path / "out.po").read_text(encoding="utf-8")
        assert "#. kept" in made and "#: a.c:3" in made
        assert 'msgstr "BONJOUR"' in made and 'msgstr "Yes!"' in made

    def test_merged_units_of_a_bitext_go_out_as_units_only(self, bench: Workbench, tmp_path: Path) -> None:
        file = tmp_path / "u.tsv"
        file.write_text("Oui.\tYes.\nNon.\tNo.\n", encoding="utf-8")
        add_file(bench, file, _engine)
        rows = list(bench.project.rows())
        BeadEditor(bench.project, "ada", bench.look).merge({row.number: 1 for row in rows})
        with pytest.raises(InputError, match="merged or split"):
            export_project(bench.project, tmp_path / "out.tsv")
        assert export_project(bench.project, tmp_path / "out.tmx").units == 1

    def test_nothing_is_overwritten(self, bench: Workbench, pair, tmp_path: Path) -> None:
        (tmp_path / "x.tmx").write_text("mine")
        with pytest.raises(OutputError, match="exists already"):
            export_project(bench.project, tmp_path / "x.tmx")
        with pytest.raises(OutputError, match="is a project already"):
            create_project(tmp_path / "work", "fr-en")

    def test_what_cannot_be_exported_is_said_in_the_words_of_the_command(
        self, bench: Workbench, pair, tmp_path: Path
    ) -> None:
        with pytest.raises(InputError, match=r"o\.txt: units are written as \.tmx, \.xlf, \.tsv, \.jsonl and the like"):
            export_project(bench.project, tmp_path / "o.txt")
        (tmp_path / "o.html").touch()
        with pytest.raises(OutputError, match="--force to overwrite"):
            export_project(bench.project, tmp_path / "o.html")

    def test_a_bilingual_page(self, bench: Workbench, pair, tmp_path: Path) -> None:
        export_project(bench.project, tmp_path / "page.html")
        assert "Bonjour à tous." in (tmp_path / "page.html").read_text(encoding="utf-8")


class TestSearch:
    def test_filters(self, bench: Workbench, pair) -> None:
        bench.save([Edit(pair[0].number, 1, "Hello, 7.", State.ACCEPTED)], "ada")

        def found(**query) -> list[int]:
            return [row.number - pair[0].number for row in search.find(bench.project, search.Query(**query))]

        assert found(states=(State.ACCEPTED,)) == [0]
        assert found(text="PAIX") == [3]
        assert found(text="paix", field="target") == []
        assert found(text=r"^(le|la)\b", pattern=True, field="source") == [2, 3]
        assert found(check="numbers") == [0]
        assert found(check="any", text="dort") == []

    @pytest.mark.parametrize(("text", "message"), [("(", "no regular expression"), ("(a+)+$", "takes too long")])
    def test_patterns_of_users(self, bench: Workbench, tmp_path: Path, text: str, message: str) -> None:
        (tmp_path / "u.tsv").write_text(f"{'a' * 60}!\tx\n", encoding="utf-8")
        add_file(bench, tmp_path / "u.tsv", _engine)
        query = search.Query(text=text, pattern=True)
        try:
            search.find(bench.project, query)
        except InputError as error:
            assert message in str(error)
        else:
            assert message == "takes too long"  # this engine may be clever enough

    def test_difference_gives_both_texts_back(self) -> None:
        one, other = "Le chat noir dort.", "Le chien noir dort bien."
        pieces = difference(one, other)
        assert "".join(text for sign, text in pieces if sign != "+") == one
        assert "".join(text for sign, text in pieces if sign != "-") == other


class TestFiles:
    def test_other_databases_are_refused(self, tmp_path: Path) -> None:
        sqlite3.connect(tmp_path / "project.sqlite").close()
        (tmp_path / "project.sqlite").write_bytes(b"not a database at all, but longer than a header of one" * 20)
        with pytest.raises(InputError, match="not a project"):
            open_project(tmp_path)
        with pytest.raises(InputError, match="no project here"):
            open_project(tmp_path / "none")

    def test_a_project_that_cannot_be_made_leaves_nothing(self, tmp_path: Path, monkeypatch) -> None:
        monkeypatch.setattr("toolkit.project.store._TABLES", "no SQL")
        with pytest.raises(OutputError, match="cannot be written"):
            create_project(tmp_path / "p", "fr-en")
        assert not list((tmp_path / "p").iterdir())

    def test_other_languages_are_refused(self, bench: Workbench, tmp_path: Path) -> None:
        unit = toolkit.TranslationUnit("1", "Ja.", "Yes.", "de", "en")
        toolkit.write([unit], tmp_path / "x.tmx")
        with pytest.raises(InputError):
            add_file(bench, tmp_path / "x.tmx", _engine)
        assert bench.project.documents() == []

    def test_two_documents_of_one_name(self, bench: Workbench, tmp_path: Path) -> None:
        (tmp_path / "u.tsv").write_text("Oui.\tYes.\n", encoding="utf-8")
        names = [add_file(bench, tmp_path / "u.tsv", _engine).name for _ in range(2)]
        assert names == ["u.tsv", "u.tsv (2)"]

    def test_what_was_saved_survives_a_kill(self, bench: Workbench, pair, tmp_path: Path) -> None:
        """A process saves and says so, and is killed at random moments."""
        script = (
            "import sys\nfrom toolkit.api.projects import *\n"
            "bench = Workbench(open_project(sys.argv[1]))\nrow = next(bench.project.rows())\nn = 0\n"
            "while True:\n    n += 1\n    [row] = bench.save([Edit(row.number, row.revision, f'Text {n}.')], 'x')\n"
            "    print(row.revision, row.unit.target, flush=True)\n"
        )
        for wait in (0.0, 0.013, 0.05):
            process = subprocess.Popen(
                [sys.executable, "-c", script, str(bench.project.folder)], stdout=subprocess.PIPE, text=True
            )
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(wait)
            os.kill(process.pid, signal.SIGKILL)
            said = process.stdout.read().strip().splitlines()
            process.wait()
            with open_project(bench.project.folder) as project:
                row = next(project.rows())
                versions = {f"{v['revision']} {v['target']}" for v in project.history(row.number)}
            # The last line may be half written.
            assert set(said[:-1]) <= versions
            assert row.revision >= len(said)


def test_from_the_shell(inside, tmp_path: Path) -> None:
    (tmp_path / "u.tsv").write_text("Oui.\tYes.\nNon.\tNo.\n", encoding="utf-8")
    assert inside("project", "new", "work").returncode == 0
    assert inside("project", "add", "work", "u.tsv").returncode == 0
    shown = inside("project", "status", "work").stdout.decode()
    assert "u.tsv" in shown and "bitext" in shown
    assert b'"words": 2' in inside("project", "status", "work", "--json").stdout
    assert inside("project", "export", "work", "-o", "out.tmx").returncode == 0
    missing = inside("project", "add", "work", "u.tsv", "none.tsv")
    assert missing.returncode == 1 and b"none.tsv" in missing.stderr
    assert inside("project", "export", "work", "-o", "x.tsv", "--accepted").returncode == 2
    assert inside("project", "status", "nowhere").returncode == 2
