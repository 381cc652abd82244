"""Subtitles: sentences over cues, times and tags kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.markup.engines import echo, short, translated, upper
from toolkit.markup.subtitles import parse
from toolkit.markup.text_audit import audit_subtitles
from toolkit.markup.transfer import Sentence, transfer

CUES = """1
00:00:01,000 --> 00:00:03,500
Le ministre de la Défense a déclaré
que la Corée du Nord

2
00:00:03,600 --> 00:00:06,000
fournirait <i>des armes</i> à la Russie.

3
00:00:07,000 --> 00:00:09,000
- Vous êtes sûr ?
- Oui, tout à fait.

4
00:00:10,000 --> 00:00:12,000
{\\an8}<i>Les soldats sont arrivés</i>

5
00:00:17,000 --> 00:00:18,000
♪
"""


def test_a_sentence_over_two_cues_is_one_text() -> None:
    page = parse(CUES, "fr", "en")
    assert [b.text for b in page.blocks] == [
        "Le ministre de la Défense a déclaré que la Corée du Nord fournirait des armes à la Russie.",
        "Vous êtes sûr ?",
        "Oui, tout à fait.",
        "Les soldats sont arrivés",
    ]
    assert page.fill([None] * 4) == CUES
    assert page.fill(page.blocks).split() == CUES.split()


def test_its_translation_is_cut_where_the_words_are() -> None:
    block = parse(CUES, "fr", "en").blocks[0]
    target = "The Defence ministre said that Corée Nord would give arms to Russie."
    moved = transfer(block, target, [Sentence(0, len(block.text), 0, len(target))], None)
    first, _, second = moved.written().partition("\n\n2\n00:00:03,600 --> 00:00:06,000\n")
    assert first.split() + second.replace("<i>", "").replace("</i>", "").split() == target.split()
    assert "ministre" in first and "Russie" in second


def test_long_lines_are_broken_and_webvtt_is_escaped() -> None:
    page = parse("WEBVTT\n\nNOTE rien\n\na\n00:01.000 --> 00:02.000 line:0\nFoo &amp; <c.x>bar</c>\n", "fr", "en")
    [block] = page.blocks
    assert block.text == "Foo & bar"
    block.text, block.marks = "Fish & chips " * 6, []
    lines = page.fill([block]).split("\n")[6:]
    assert [len(line.replace("&amp;", "&")) <= 42 for line in lines] == [True] * len(lines)
    assert " ".join(" ".join(lines).split()) == ("Fish &amp; chips " * 6).strip()


WORDS = st.lists(st.sampled_from("un mot Corée 12 . , »".split()), min_size=1, max_size=5).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=8), st.lists(st.sampled_from("a word Corée 12 . ,".split()), max_size=20))
def test_no_cue_is_lost_and_words_stay_in_order(cues: list[str], words: list[str]) -> None:
    times = [f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n" for n in range(len(cues))]
    code = "\n\n".join(time + cue for time, cue in zip(times, cues, strict=True))
    page = parse(code, "fr", "en")
    assert page.fill([None] * len(page.blocks)) == code
    target = " ".join(words)
    moved = [transfer(b, target, [Sentence(0, len(b.text), 0, len(target))], None) for b in page.blocks]
    written = page.fill(moved)
    assert [written.find(time) for time in times] == sorted(written.find(time) for time in times)
    assert all(time in written for time in times)
    if len(page.blocks) == 1 and len(times) == 1:
        assert written.split("\n", 2)[2].split() == words


@given(st.text())
def test_any_text_is_kept(code: str) -> None:
    page = parse(code, "fr", "en")
    assert page.fill([None] * len(page.blocks)) == code


def srt(*cues: str, newline: str = "\n", blank: str = "\n") -> str:
    """Cues of two seconds each."""
    written = [f"{n}\n00:00:{2 * n:02},000 --> 00:00:{2 * n + 2:02},000\n{cue}\n" for n, cue in enumerate(cues, 1)]
    return blank.join(written).replace("\n", newline)


def texts(code: str) -> list[str]:
    return [block.text for block in parse(code, "fr", "en").blocks]


def test_a_line_of_times_begins_a_cue() -> None:
    code = srt("alors on a pris la voiture", "et on est partis", "vers la mer", blank="")
    assert texts(code) == ["alors on a pris la voiture", "et on est partis", "vers la mer"]
    assert translated(code, "subtitles", upper()).count("-->") == 3


@pytest.mark.parametrize("newline", ["\r\n", "\r\r\n", "\r"])
def test_odd_newlines_are_kept(newline: str) -> None:
    code = srt("Bonjour à tous.", "Le train part demain.", newline=newline)
    assert translated(code, "subtitles", upper()) == code.replace("Bonjour à tous", "BONJOUR À TOUS").replace(
        "Le train part demain", "LE TRAIN PART DEMAIN"
    )


def test_speakers_songs_and_sounds_stay_apart() -> None:
    code = srt(
        "#La la la#",
        "MARIE : Bonjour !\nJEAN : Bonsoir.",
        "♪ Je t’aimerai toujours ♪",
        "[Musique douce]",
        "<i>♪ Une chanson\nsans fin ♪</i>",
        "- Tu viens ?\n- Non,\nje reste.",
        "[Porte] Qui est là",
        "Paul : Moi.\nAnne : Ah.",
    )
    assert texts(code) == [
        "La la la", "Bonjour !", "Bonsoir.", "Je t’aimerai toujours", "Musique douce", "Une chanson sans fin",
        "Tu viens ?", "Non, je reste.", "Porte", "Qui est là", "Moi.", "Ah.",
    ]  # fmt: skip
    made = translated(code, "subtitles", upper())
    assert "#LA LA LA#" in made and "MARIE: BONJOUR !\nJEAN: BONSOIR." in made
    assert (
        "♪ JE T’AIMERAI TOUJOURS ♪" in made and "[MUSIQUE DOUCE]" in made and "<i>♪ UNE CHANSON SANS FIN ♪</i>" in made
    )
    assert "[PORTE] QUI EST LÀ" in made


@pytest.mark.parametrize("sign", [">>", "&gt;&gt;"])
def test_signs_of_another_speaker_stay_and_part_lines(sign: str) -> None:
    cues = (f"{sign} JULIE : Bonsoir.\n{sign} Salut,\ntoi.", f"{sign}Le train part.")
    code = (
        srt(*cues)
        if sign == ">>"
        else f"WEBVTT\n\n00:01.000 --> 00:02.000\n{cues[0]}\n\n00:02.000 --> 00:03.000\n{cues[1]}\n"
    )
    assert texts(code) == ["Bonsoir.", "Salut, toi.", "Le train part."]
    made = translated(code, "subtitles", upper())
    assert f"{sign} JULIE: BONSOIR.\n{sign} SALUT, TOI." in made and f"{sign}LE TRAIN PART." in made


def test_voices_of_webvtt_stay_apart() -> None:
    code = "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE un mot\n\n00:01.000 --> 00:02.000\n<v Marie>Bonjour</v>\n<v Jean>Bonsoir\n"
    assert texts(code) == ["Bonjour", "Bonsoir"]
    assert translated(code, "subtitles", upper()) == code.replace("Bonjour", "BONJOUR").replace("Bonsoir", "BONSOIR")


def test_cues_without_stops_stay_what_they_are() -> None:
    cues = ["alors on a pris la", "voiture de mon frère", "on chantait", "le chien dormait", "un pneu a éclaté"]
    assert texts(srt(*cues)) == ["alors on a pris la voiture de mon frère", *cues[2:]]


def test_text_behind_a_blank_line_and_without_numbers_is_read() -> None:
    assert texts(srt("Un mot.\n\nUn autre.", "12", "Trois.")) == ["Un mot.", "Un autre.", "Trois."]
    assert texts("00:00:01,000 --> 00:00:02,000\nUn.\n\n00:00:02,000 --> 00:00:03,000\n2\nDeux.\n") == [
        "Un.",
        "2 Deux.",
    ]


SAID = [
    "Un mot",
    "la voiture.",
    "MARIE : Oui",
    "- Non !",
    "♪ la la ♪",
    "[bruit]",
    "<i>un mot</i>",
    "12",
    "à la",
    "# oui",
    "",
    "<v A>Non",
]


@given(
    st.lists(st.lists(st.sampled_from(SAID), min_size=1, max_size=3).map("\n".join), min_size=1, max_size=8),
    st.booleans(),
    st.booleans(),
)
def test_no_cue_loses_its_text(cues: list[str], blanks: bool, webvtt: bool) -> None:
    code = ("WEBVTT\n\n" if webvtt else "") + srt(*cues, blank="\n" if blanks else "")
    assert translated(code + " ", "subtitles", echo()) == code + " "
    for engine in (upper(), short()):
        assert audit_subtitles(code.encode(), translated(code + " ", "subtitles", engine).encode()) == []


def test_cues_of_one_word_are_not_joined() -> None:
    code = srt("<v A>Non", "12\n- Non !", blank="")
    assert "Non" in texts(code)
    assert audit_subtitles(code.encode(), translated(code, "subtitles", short()).encode()) == []
    assert texts(srt("Le chat dort sur", "le grand lit.")) == ["Le chat dort sur le grand lit."]


@pytest.mark.parametrize(
    "lines, found",
    [
        ("Il est parti...", ["Il est parti"]),
        ("...sans un mot.", ["sans un mot."]),
        ("… et alors ?", ["et alors ?"]),
        ("Je ne sais pas...\nPeut-être…", ["Je ne sais pas... Peut-être"]),
        ("On y va --", ["On y va"]),
        ("-- tout de suite !", ["tout de suite !"]),
        ("Mais je-", ["Mais je"]),
        ("<i>...un mot...</i>", ["un mot"]),
        ("- ...un mot —\n- Oui...", ["un mot", "Oui"]),
        ("Quoi...?", ["Quoi...?"]),
        ("...", []),
    ],
)
def test_marks_of_broken_speech_stay_at_the_edges_of_cues(lines: str, found: list[str]) -> None:
    code = srt(lines)
    page = parse(code, "fr", "en")
    assert [block.text for block in page.blocks] == found
    assert page.fill([None] * len(found)) == code
    for block in page.blocks:
        block.text = block.text.upper()
    assert page.fill(page.blocks).replace("\n", " ") == code.upper().replace("\n", " ").replace("<I>", "<i>").replace(
        "</I>", "</i>"
    )


def test_marks_between_the_cues_of_a_sentence_stay_where_they_are() -> None:
    code = srt("Nous y allons --", "-- tout de suite, mon ami !")
    [block] = parse(code, "fr", "en").blocks
    assert block.text == "Nous y allons tout de suite, mon ami !"
    assert block.marks[0].opening.startswith(" --\n") and block.marks[0].opening.endswith("-- ")


@pytest.mark.parametrize(
    "source, target, made",
    [("sans un mot.", "Without a word.", "without a word."), ("je viens.", "I come.", "I come.")],
)
def test_what_goes_on_begins_as_small_as_its_source(source: str, target: str, made: str) -> None:
    [block] = parse(srt(f"...{source}"), "fr", "en").blocks
    assert transfer(block, target, [Sentence(0, len(block.text), 0, len(target))], None).written() == made
    [other] = parse(srt(source), "fr", "en").blocks
    assert transfer(other, target, [Sentence(0, len(other.text), 0, len(target))], None).written() == target


def test_pronunciations_and_other_languages_of_webvtt_are_kept() -> None:
    cue = "Le <ruby>chat<rt>minou</rt></ruby> dit <lang en>hello you</lang> et <lang fr-FR>bonjour</lang>."
    page = parse(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{cue}\n", "fr", "en")
    [block] = page.blocks
    assert block.text == "Le {0} dit {1} et bonjour."
    made = transfer(block, block.text, [Sentence(0, len(block.text), 0, len(block.text))], None).written()
    assert " ".join(made.split()) == cue.replace("<lang fr-FR>", "<lang en>")


@pytest.mark.parametrize(
    "times",
    [
        "00:00:01,000 -> 00:00:02,000",
        "0:0:1,0-->0:0:2,0",
        "00:00:01,000 ---> 00:00:02,000",
        "00:00:01,000 → 00:00:02,000",
        "00:00:01;000 --&gt; 00:00:02;000",
    ],
)
def test_times_that_are_written_otherwise_begin_cues(times: str) -> None:
    code = f"1\n{times}\nLe chat.\n\n2\n{times}\nLe chien.\n"
    assert [block.text for block in parse(code, "fr", "en").blocks] == ["Le chat.", "Le chien."]
    made = translated(code, "subtitles", upper())
    assert made == code.replace("Le chat", "LE CHAT").replace("Le chien", "LE CHIEN")
    assert not audit_subtitles(code.encode(), made.encode())
    assert audit_subtitles(code.encode(), made.replace("LE CHIEN.", "").encode())


def test_an_arrow_in_a_text_is_no_time() -> None:
    code = "1\n00:00:01,000 --> 00:00:02,000\n--> Regarde\n10:30 -> 11:30, la réunion.\n1 → 2\n"
    made = translated(code, "subtitles", upper())
    assert "10:30 -> 11:30, LA" in made
    assert not audit_subtitles(code.encode(), made.encode())


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        ("Un\nDeux\nTrois", ["Un", "Deux", "Trois"]),
        ("Réalisation\nJean Dupont", ["Réalisation", "Jean Dupont"]),
        ("<i>Une pomme\nDeux poires</i>", ["Une pomme", "Deux poires"]),
        (
            "Il est tard.\nPartons d'ici tout de suite, mes amis !",
            ["Il est tard.", "Partons d'ici tout de suite, mes amis !"],
        ),
        ("Un film de\nJean Dupont", ["Un film de Jean Dupont"]),
        ("Il est parti\nhier soir", ["Il est parti hier soir"]),
        ("Je l'ai rencontré hier\nParis était vide", ["Je l'ai rencontré hier Paris était vide"]),
        ("Bonsoir,\nMadame", ["Bonsoir, Madame"]),
        ("Il habite\nRue de Paris.", ["Il habite Rue de Paris."]),
    ],
)
def test_lines_that_stand_for_themselves_are_texts(lines: str, texts: list[str]) -> None:
    code = f"1\n00:00:01,000 --> 00:00:04,000\n{lines}\n"
    blocks = parse(code, "fr", "en").blocks
    assert [block.text.replace("\n", " ") for block in blocks] == texts
    made = translated(code, "subtitles", upper())
    assert len(texts) == 1 or made.count("\n") == code.count("\n")


def test_what_begins_and_ends_a_style_is_a_pair() -> None:
    code = "1\n00:00:01,000 --> 00:00:02,000\nIl a {\\i1}dit « jamais »{\\i0} hier {\\b1}soir.\n"
    [block] = parse(code, "fr", "en").blocks
    pairs = [(m.opening, m.closing, block.text[m.start : m.end]) for m in block.marks if m.start < m.end]
    assert pairs == [("{\\i1}", "{\\i0}", "dit « jamais »")]
    assert translated(code, "subtitles", echo()) == code
