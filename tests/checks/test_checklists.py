"""Rules of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.checks import Checker
from toolkit.checks.checklists import as_cased, find_checklist, read_checklist, ready_lists
from toolkit.checks.mending import Fixer
from toolkit.errors import InputError
from toolkit.units import TranslationUnit

HOUSE = """
name = "house"
languages = "fr-en"

[[rule]]
name = "email"
target = '\\be-mail(s)?\\b'
replace = 'email\\1'
message = "Write email"
severity = "note"

[[rule]]
name = "copyright"
source = '©'
requires = '©|\\bcopyright\\b'

[[rule]]
name = "no-exclamation"
target = '!'
unless = '“'

[[pair]]
source = "chef d’État"
target = "head of state"
forbidden = ["chief of state"]
severity = "error"
"""


def unit(source: str, target: str, pair: str = "fr-en") -> TranslationUnit:
    return TranslationUnit("1", source, target, *pair.split("-"))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = tmp_path / "bitext-checks.toml"
    path.write_text(HOUSE, encoding="utf-8")
    return path


def found(path: Path | str, one: TranslationUnit) -> list[tuple[str, str]]:
    checker = Checker(only=sorted(read_checklist(path).names), lists=[read_checklist(path)])
    return [(f.check, f.severity) for f in checker.check(one)]


def test_rules_forbid_require_and_excuse(house: Path) -> None:
    assert found(house, unit("Un courriel", "An E-mail")) == [("email", "note")]
    assert found(house, unit("© Nous", "Us")) == [("copyright", "warning")]
    assert found(house, unit("© Nous", "Copyright us")) == []
    assert found(house, unit("Oui !", "Yes!")) == [("no-exclamation", "warning")]
    assert found(house, unit("« Oui ! »", "“Yes!”")) == []


def test_pairs_are_whole_words_in_any_case(house: Path) -> None:
    name = "house/chef d’État"
    assert found(house, unit("Un Chef d’État", "A head of state")) == []
    assert found(house, unit("Un chef  d’État", "A chief of state")) == [(name, "error"), (name, "error")]
    assert found(house, unit("Sous-chef d’Étatisme", "A chief of state")) == []


def test_rules_hold_for_their_languages_only(house: Path) -> None:
    assert found(house, unit("Une E-Mail", "An e-mail", "de-en")) == []
    assert found(house, TranslationUnit("1", "Un courriel", "An e-mail", "fr-CA", "en_GB")) == [("email", "note")]


def test_rules_are_checks_to_choose_and_to_skip(house: Path) -> None:
    one = unit("© Oui, le chef d’État", "Yes! An e-mail, chief of state")
    lists = [read_checklist(house)]
    names = {f.check for f in Checker(lists=lists).check(one)}
    assert {"email", "copyright", "no-exclamation", "house/chef d’État"} <= names
    left = {f.check for f in Checker(lists=lists, skip=["email", "house/chef d’État"]).check(one)}
    assert names - left == {"email", "house/chef d’État"}
    assert {f.check for f in Checker(lists=lists, only=["email"]).check(one)} == {"email"}


def test_findings_of_rules_replace_those_of_an_earlier_run(house: Path) -> None:
    checker, one = Checker(only=["email"], lists=[read_checklist(house)]), unit("Un courriel", "An e-mail")
    checker.check_again(one)
    checker.check_again(one)
    assert [f.check for f in one.findings] == ["email"]


def test_replacements_keep_capitals_and_groups(house: Path) -> None:
    one = unit("Des courriels", "E-mails and an e-mail, E-MAIL")
    assert Fixer(only=["spaces"], lists=[read_checklist(house)]).fix(one)
    assert one.target == "Emails and an email, EMAIL"
    assert as_cased("Colour", "color") == "Color"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[[rule]]\nname = 'a'\n", "neither 'target'"),
        ("[[rule]]\nname = 'a'\ntarget = '('\n", "no regular expression"),
        ("[[rule]]\ntarget = 'a'\n", "needs a 'name'"),
        ("[[rule]]\nname = 'numbers'\ntarget = 'a'\n", "name of a check"),
        ("[[rule]]\nname = 'a'\ntarget = 'a'\nseverty = 'note'\n", "no setting 'severty'"),
        ("[[rule]]\nname = 'a'\ntarget = 'a'\nseverity = 'bad'\n", "error, warning, note"),
        ("[[rule]]\nname = 'a'\ntarget = 'a'\nlanguages = 'fr'\n", "write 'fr-en'"),
        ("[[rule]]\nname = 'a'\ntarget = 5\n", "a text in quotes"),
        ("[[rule]]\nname = 'a'\ntarget = 'a'\nreplace = '\\2'\n", "does not fit the groups"),
        ("[[rule]]\nname = 'a'\ntarget = 'a'\n[[rule]]\nname = 'a'\ntarget = 'b'\n", "two rules"),
        ("[[pair]]\nsource = 'a'\n", "'target' or 'forbidden'"),
        ("rule = 1\n", "a list"),
        ("= 1", "not TOML"),
        ("name = 'empty'\n", "no [[rule]]"),
    ],
)
def test_what_is_wrong_in_a_list_is_said_in_one_line(tmp_path: Path, text: str, wanted: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_checklist(path)
    assert wanted in str(error.value) and "own.toml" in str(error.value) and "\n" not in str(error.value)


def test_a_pattern_that_never_ends_is_named(tmp_path: Path) -> None:
    path = tmp_path / "slow.toml"
    path.write_text("[[rule]]\nname = 'slow'\ntarget = '(.*?,){25}P'\n", encoding="utf-8")
    with pytest.raises(InputError, match="rule 'slow' takes more than"):
        found(path, unit("a", ",".join("x" * 60)))


def test_the_list_of_a_project_is_found_from_below(house: Path, tmp_path: Path) -> None:
    inner = tmp_path / "texts" / "en"
    inner.mkdir(parents=True)
    assert find_checklist(inner) == house
    (tmp_path / "texts" / ".git").mkdir()
    assert find_checklist(inner) is None


@pytest.mark.parametrize(
    ("name", "source", "wrong", "right"),
    [
        ("french-typography", "The 2nd state of the heart, etc.", "Le 2ème Etat du coeur, etc...", "Le 2e État du cœur, etc."),
        ("french-typography", "The first works of Mr Dupont", "Les 1ères oeuvres de Mr Dupont", "Les 1res œuvres de M. Dupont"),
        ("french-typography", "20 km", "20 Km", "20 km"),
        ("american-english", "Les couleurs du centre", "The Colours of the centre", "The Colors of the center"),
        ("british-english", "Les couleurs de la défense", "The COLORS of defense", "The COLOURS of defence"),
        ("newsroom-example", "5 % avant", "5 per cent prior to", "5% before"),
    ],
)  # fmt: skip
def test_ready_lists_find_and_mend(name: str, source: str, wrong: str, right: str) -> None:
    pair = "en-fr" if name.startswith("french") else "fr-en"
    one = unit(source, wrong, pair)
    assert name in ready_lists() and found(name, one)
    Fixer(only=["spaces"], lists=[read_checklist(name)]).fix(one)
    assert one.target == right
    assert not found(name, one)


def test_sound_french_breaks_no_rule_of_typography() -> None:
    text = "M. Dupont et Mme Martin, le 1er et le 2e, au XXe siècle, à 12 h 30, n° 5, œuvre d’État, etc."
    assert found("french-typography", unit("a", text, "en-fr")) == []
