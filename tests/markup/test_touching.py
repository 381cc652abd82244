"""Elements that touch, words that begin or end inside of markup, and what is struck out, in HTML and Markdown."""

from __future__ import annotations

import json

import pytest

from tests.markup.engines import Changed, echo, known, translated, upper
from toolkit.markup import read_page
from toolkit.markup.html import parse as parse_html
from toolkit.markup.markdown import parse as parse_markdown

WORDS = {
    "Un petit chat.": "A small cat.",
    "grand": "Big",
    "C'est incroyable.": "It's incredible.",
    "Voir, et la note.": "See, and the note.",
}


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("<p>Un <del>grand</del><ins>petit</ins> chat.</p>", "<p>A <del>big</del><ins>small</ins> cat.</p>"),
        ("<p>Un <s>grand</s> <ins>petit</ins> chat.</p>", "<p>A <s>big</s> <ins>small</ins> cat.</p>"),
        ("<p>C'est in<b>cro</b>yable.</p>", "<p>It's <b>incredible</b>.</p>"),
        ("<p>Voir <sup>1</sup>, et la note.</p>", "<p>See <sup>1</sup>, and the note.</p>"),
        ("<p>Voir <a href='#n'><sup>1</sup></a>, et la note.</p>", "<p>See <a href='#n'><sup>1</sup></a>, and the note.</p>"),
    ],
)  # fmt: skip
def test_corrections_parts_of_words_and_notes_in_html(code: str, made: str) -> None:
    assert translated(code, "html", known(WORDS)) == made


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("Un ~~grand~~**petit** chat.", "A ~~big~~**small** cat."),
        ("Un <del>grand</del><ins>petit</ins> chat.", "A <del>big</del><ins>small</ins> cat."),
        ("Un {--grand--}{++petit++} chat.", "A {--big--}{++small++} cat."),
        ("Un {~~grand~>petit~~} chat.", "A {~~big~>small~~} cat."),
        ("Un {==petit==}{>>grand<<} chat.", "A {==small==}{>>big<<} cat."),
        ("C'est in**cro**yable.", "It's **incredible**."),
        ("Voir [^1], et la note.", "See [^1], and the note."),
    ],
)
def test_corrections_parts_of_words_and_notes_in_markdown(code: str, made: str) -> None:
    assert translated(code, "markdown", known(WORDS)) == made


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        # What touches is two words, unless one word was cut.
        ("<p>Il dit <em>un</em><strong>deux</strong>.</p>", ["Il dit un deux."]),
        ("<p><em>Un</em><strong>deux</strong></p>", ["Un", "deux"]),
        ("<p>Ancien<ins>nouveau</ins></p>", ["Ancien nouveau"]),
        ("<p>Le chat<ins>s</ins> dort.</p>", ["Le chats dort."]),
        ("<p><span>incro</span><span>yable</span></p>", ["incroyable"]),
        ("<p><span style='a'>incro</span><span style='b'>yable</span></p>", ["incroyable"]),
        ("<p><span class='a'>rouge</span><span class='b'>vert</span></p>", ["rouge", "vert"]),
        ("<p><b>L</b><span>e chat</span></p>", ["Le chat"]),
        # A thing of several words ends where it ends, and a picture is no letter.
        ("<p><mark>un livre</mark>lit<i>hier</i><em>la maison</em>.</p>", ["un livre lit hier la maison."]),
        ("<p>Il lit<a href='x'>un livre</a>.</p>", ["Il lit un livre."]),
        ("<p>Bonjour<img src='x'>monde</p>", ["Bonjour monde"]),
        ("<p>Bonjour,<img src='x'>monde</p>", ["Bonjour,monde"]),
        ("<p>Les <a href='x'>petits chat</a>s dorment.</p>", ["Les petits chats dorment."]),
        ("<p>Le <b>petit cha</b>ton dort.</p>", ["Le petit chaton dort."]),
        ("<p>Le <mark>cha</mark>ton dort.</p>", ["Le chaton dort."]),
        ("<p>Anti<wbr>constitutionnel</p>", ["Anticonstitutionnel"]),
        # What is struck out.
        ("<p>Le chat<del>s</del> dort.</p>", ["Le chat dort."]),
        ("<p>Le chat dort <del>mal</del>.</p>", ["Le chat dort.", "mal"]),
        ("<p><del>Le chat</del> dort.</p>", ["Le chat dort."]),
        ("<p><del>Le chat dort.</del></p>", ["Le chat dort."]),
        ("<p><b>fait</b> <s>barré</s></p>", ["fait", "barré"]),
        ("<p>Le <del><b>vieux</b> chat</del><ins>chien</ins> dort.</p>", ["Le chien dort.", "vieux chat"]),
    ],
)
def test_texts_of_elements_that_touch(code: str, texts: list[str]) -> None:
    page = parse_html(code, "fr", "en")
    assert [block.text for block in page.blocks] == texts
    assert page.fill([None] * len(page.blocks)) == code == translated(code, "html", echo())


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("Terme et H<sub>2</sub>O.", "TERME ET H<sub>2</sub>O."),
        ("Le m<sup>2</sup> coûte 3 €.", "LE m<sup>2</sup> COÛTE €3."),
        ("Le XIX<sup>e</sup> siècle.", "LE XIX<sup>E</sup> SIÈCLE."),
        ("- [x] **fait** ~~barré~~", "- [x] **FAIT** ~~BARRÉ~~"),
        ("- [ ] tâche @jean #12 due:2024-01-01", "- [ ] TÂCHE @jean #12 due:2024-01-01"),
        ("- [ ] appeler 📅 2024-01-01", "- [ ] APPELER 📅 2024-01-01"),
        ("Texte #étiquette/sous et #projet/été-2024.", "TEXTE #étiquette/sous ET #projet/été-2024."),
        ("Net ~~30 €~~ 25 € ici.", "NET ~~€30~~ €25 ICI."),
        ("[^1]: Une note.\n[^n]:\n    Une autre.\n", "[^1]: UNE NOTE.\n[^n]:\n    UNE AUTRE.\n"),
        (
            '<Card\n  title="Un chat"\n  icon="cat">\nUn mot.\n</Card>\n<Tab label="Deux mots" />\n',
            '<Card\n  title="UN CHAT"\n  icon="cat">\nUN MOT.\n</Card>\n<Tab label="DEUX MOTS" />\n',
        ),
        (
            '<Tabs>\n  <TabItem value="a">\n    La pomme.\n\n    - Un\n  </TabItem>\n</Tabs>\n\n    code\n',
            '<Tabs>\n  <TabItem value="a">\n    LA POMME.\n\n    - UN\n  </TabItem>\n</Tabs>\n\n    code\n',
        ),
    ],
)
def test_words_change_and_nothing_else_in_markdown(code: str, made: str) -> None:
    page = parse_markdown(code, "fr", "en")
    assert page.fill([None] * len(page.blocks)) == code
    engine = Changed(lambda text: upper().translate([text])[0].text.replace("25 €", "€25").replace("3 €", "€3"))
    assert translated(code, "markdown", engine) == made


@pytest.mark.parametrize(
    ("code", "target", "made"),
    [
        # A part of a word, and signs, where the translation has them too.
        ("<p>H<i>2</i>O est là.</p>", "H2O is there.", "<p>H<i>2</i>O is there.</p>"),
        ("<p>Le 3<i>e</i> étage.</p>", "The 3rd floor.", "<p>The 3<i>rd</i> floor.</p>"),
        ("<p><b>J</b>ean dort.</p>", "Jean sleeps.", "<p><b>J</b>ean sleeps.</p>"),
        ("<p>Un <b>c</b>hat.</p>", "A cat.", "<p>A <b>cat</b>.</p>"),
        ("<p>De 50<b>%</b> ici.</p>", "Of 50% here.", "<p>Of 50<b>%</b> here.</p>"),
        ("<p>De 50<b>%</b> ici, 3 %.</p>", "Of 50% here, 3%.", "<p>Of 50<b></b>% here, 3%.</p>"),
    ],
)
def test_parts_of_words_that_stay(code: str, target: str, made: str) -> None:
    assert translated(code, "html", Changed(lambda _: target)) == made


@pytest.mark.parametrize("text", ["I", "M", "j", "a)", "(b)", "J."])
def test_a_letter_alone_stays(text: str) -> None:
    engine = Changed(lambda _: "lost")
    assert translated(f"<td>{text}</td><p>Un mot</p>", "html", engine) == f"<td>{text}</td><p>lost</p>"
    assert translated(f"{text}\nUn mot\n", "text", engine) == f"{text}\nlost\n"
    assert set(engine.seen) == {"Un mot"}


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("Ligne<0/>suivante", ["Ligne", "suivante"]),
        ("Bonjour<img src='x'>monde", ["Bonjour", "monde"]),
        ("Un mot<br/>deux<Logo />trois", ["Un mot", "deux", "trois"]),
        ("Un <0/> mot", ["Un <0/> mot"]),
        ("Rouge<wbr>vert", ["Rouge<wbr>vert"]),
        ("in<b>croy</b>able", ["in<b>croy</b>able"]),
    ],
)
def test_tags_of_things_between_letters_part_texts_of_programs(value: str, texts: list[str]) -> None:
    code = json.dumps({"k": value})
    page = read_page(code, "json", "fr", "en")
    assert [block.text for block in page.blocks] == texts
    assert page.fill([None] * len(texts)) == code == translated(code, "json", echo())
