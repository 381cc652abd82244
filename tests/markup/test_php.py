"""PHP files of texts: array values and assigned strings are translated, all other code stays byte for byte."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.markup.test_localisation import capitals, same, texts
from toolkit.errors import InputError
from toolkit.markup import kind_of, suffixes
from toolkit.markup.l10n_php import parse
from toolkit.markup.model import says_something
from toolkit.markup.values import written_breaks

LARAVEL = r"""<?php

declare(strict_types=1);

/*
|--------------------------------------------------------------------------
| Messages d'authentification, 'comme' "ici"
|--------------------------------------------------------------------------
*/

return [
    // L'ouverture
    'failed' => 'Ces identifiants sont inconnus.',
    'throttle' => 'Trop de tentatives. Réessayez dans :seconds secondes.',
    "welcome" => "Bienvenue sur {$app}, $name !\nVous avez \"trois\" messages.", # un message
    'accepted' => 'Le champ :attribute doit être accepté.',
    'between' => [
        'numeric' => 'La valeur de :attribute est entre :min et :max.',
        'string'  => 'Le texte :attribute a entre :min et :max caractères.',
    ],
    'apples' => 'Il y a une pomme|Il y a des pommes',
    'ranges' => '{0} Il n\'y a rien|[1,19] Il y en a|[20,*] Il y en a beaucoup',
    'minutes' => '{1} Il y a :value minute|[2,*] Il y a :value minutes',
    'symfony' => 'one: Un chat|a_few: Des chats|]5,Inf[ %count% chats',
    'count' => 'Vous avez {count} messages non lus.',
    'icu' => '{n, plural, one {# mot} other {# mots}}',
    'long' => 'Cette phrase continue ' .
        'sur la ligne suivante.',   // et la fin
    'app' => 'Bienvenue dans ' . config('app.name') . ' et bonne journée.',
    'end' => 'Bienvenue dans ' . config('app.name'),
    'start' => APP_NAME . ' est prête.',
    'mixed' => 'Une partie' . " et l'autre",
    'link' => 'Lisez la <a href=":url" class="x">politique</a> avant de <strong>continuer</strong>.',
    'cut' => 'Lisez <a href="' . $url . '">la documentation</a> maintenant.',
    'mail' => <<<EOT
        Bonjour $name,

        La commande de "Paul" a été expédiée
        et arrivera demain à $user[town].
        EOT,
    'raw' => <<<'TXT'
Un $prix \ brut.
TXT,
    Status::OPEN->value => 'Ouvert', Status::class => 'Classe',
    'n' => 5, 'b' => true, 'nul' => null, 'x' => -1.5,
    'vide' => '',
    'path' => 'Le dossier C:\temp\ a\'été vidé \\',
    'price' => "Il coûte $5 ou \$10 \u{20ac} \xc3\xa9t\xc3\xa9 \e[0m",
    'liste' => array('Lundi', 'Mardi',),
    'title' => 'Accueil | Mon site',
];
"""
TEXTS = [
    "Ces identifiants sont inconnus.", "Trop de tentatives. Réessayez dans {0} secondes.", "Bienvenue sur {0}, {1} !",
    'Vous avez "trois" messages.', "Le champ {0} doit être accepté.", "La valeur de {0} est entre {1} et {2}.",
    "Le texte {0} a entre {1} et {2} caractères.", "Il y a une pomme", "Il y a des pommes", "Il n'y a rien",
    "Il y en a", "Il y en a beaucoup", "Il y a {0} minute", "Il y a {0} minutes", "Un chat", "Des chats", "%count% chats",
    "Vous avez {count} messages non lus.", "{n, plural, one {# mot} other {# mots}}",
    "Cette phrase continue sur la ligne suivante.", "Bienvenue dans {0} et bonne journée.", "Bienvenue dans {0}",
    "{0} est prête.", "Une partie", "et l'autre", "Lisez la politique avant de continuer.",
    "Lisez la documentation maintenant.", "Bonjour {0},", 'La commande de "Paul" a été expédiée et arrivera demain à {0}.',
    "Un $prix \\ brut.", "Ouvert", "Classe", "Le dossier C:\\temp\\ a'été vidé \\", "Il coûte $5 ou $10 € été", "[0m",
    "Lundi", "Mardi", "Accueil", "Mon site",
]  # fmt: skip

OLD = """<?php defined('BASEPATH') OR exit('No direct script access allowed');
/* CodeIgniter */
$lang['db_invalid'] = 'Impossible de trouver la base.';
$lang['db_table'][0] = "La table n'existe pas : %s";
$charset = 'utf-8';
$lang["db_long"] = 'Une partie';
$lang["db_long"] .= ' et la suite';
?>
"""
FORUM = """<?php
if (!defined('IN_PHPBB'))
{
    exit;
}
if (empty($lang) || !is_array($lang))
{
    $lang = array();
}
$lang = array_merge($lang, array(
    'FORUM'  => 'Le forum',
    'PAGES'  => array(1 => 'une page', 2 => '%d pages'),
));
"""


def test_values_are_texts_and_the_rest_stays() -> None:
    page = parse(LARAVEL, "fr", "en")
    assert texts(page) == TEXTS
    assert same(page) == LARAVEL


def test_a_translation_stands_in_the_same_code() -> None:
    made = capitals(parse(LARAVEL, "fr", "en"))
    for line in (
        "| Messages d'authentification, 'comme' \"ici\"",
        "    // L'ouverture",
        "    'throttle' => 'TROP DE TENTATIVES. RÉESSAYEZ DANS :seconds SECONDES.',",
        """    "welcome" => "BIENVENUE SUR {$app}, $name !\\nVOUS AVEZ \\"TROIS\\" MESSAGES.", # un message""",
        "    'ranges' => '{0} IL N\\'Y A RIEN|[1,19] IL Y EN A|[20,*] IL Y EN A BEAUCOUP',",
        "    'symfony' => 'one: UN CHAT|a_few: DES CHATS|]5,Inf[ %cOUNT% CHATS',",
        "    'long' => 'CETTE PHRASE CONTINUE ' .\n        'SUR LA LIGNE SUIVANTE.',   // et la fin",
        "    'app' => 'BIENVENUE DANS ' . config('app.name') . ' ET BONNE JOURNÉE.',",
        "    'end' => 'BIENVENUE DANS ' . config('app.name'),",
        "    'start' => APP_NAME . ' EST PRÊTE.',",
        """    'mixed' => 'UNE PARTIE' . " ET L'AUTRE",""",
        """    'cut' => 'LISEZ <a href="' . $url . '">LA DOCUMENTATION</a> MAINTENANT.',""",
        "        BONJOUR $name,\n\n        LA COMMANDE",
        "        ET ARRIVERA DEMAIN À $user[town].\n        EOT,",
        "UN $PRIX \\ BRUT.\nTXT,",
        "    Status::OPEN->value => 'OUVERT', Status::class => 'CLASSE',",
        "    'n' => 5, 'b' => true, 'nul' => null, 'x' => -1.5,",
    ):
        assert line in made


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
@pytest.mark.parametrize("code", [LARAVEL, OLD, FORUM])
def test_newlines_marks_and_ends_stay(prefix: str, code: str) -> None:
    number = len(parse(code, "fr", "en").blocks)
    for form in (code, code.replace("\n", "\r\n"), code.rstrip("\n")):
        page = parse(prefix + form, "fr", "en")
        assert same(page) == prefix + form and len(page.blocks) == number
    made = capitals(parse(prefix + code.replace("\n", "\r\n"), "fr", "en"))
    assert made == prefix + capitals(parse(code, "fr", "en")).replace("\n", "\r\n")


def test_assigned_strings_are_texts() -> None:
    assert texts(parse(OLD, "fr", "en")) == [
        "Impossible de trouver la base.", "La table n'existe pas : %s", "utf-8", "Une partie", "et la suite",
    ]  # fmt: skip
    assert texts(parse(FORUM, "fr", "en")) == ["Le forum", "une page", "%d pages"]
    code = "<?php return ['a' => 'Un ' . ('deux' . ' trois') . ' quatre', ('b') => 'Cinq'];"
    page = parse(code, "fr", "en")
    assert texts(page) == ["Un", "deux trois", "quatre", "Cinq"] and same(page) == code
    union = "<?php return ['a' => 'Un'] + ['b' => 'Deux'] + require __DIR__ . '/autre.php';"
    assert texts(parse(union, "fr", "en")) == ["Un", "Deux"]
    assert texts(parse("<?php return array_merge(require 'base.php', ['k' . 'l' => ('Un')]);", "fr", "en")) == ["Un"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("<h1>Un titre</h1>\n<?php return [];", "line 1: no PHP file of texts: it does not begin"),
        ("<?php\n\nfunction f() { return ['a' => 'Un']; }", "line 3: 'function' is unexpected here; only files"),
        ("<?php\nclass A {}\n", "line 2: 'class' is unexpected"),
        ("<?php\necho 'Un';\n", "line 2: 'echo' is unexpected"),
        ("<?php\nreturn ['a' => 'Un'];\n?>\n<p>Deux</p>\n", "line 4: text outside of PHP"),
        ("<?php\nreturn ['a' => fn () => 'Un'];", "line 2: 'fn' is unexpected"),
        ("<?php\nreturn ['a' => $x ? 'Un' : 'Deux'];", r"line 2: '\?' is unexpected"),
        ("<?php\nreturn ['a' => 'Un',\n 'b' => 'Deux;\n", "line 3: not PHP .a string has no end"),
        ("<?php\n/* Un\nreturn [];", "line 2: not PHP .a comment has no end"),
        ("<?php\nreturn [\n 'a' => <<<X\nUn\n];", "line 3: not PHP .no X ends this string"),
        ("<?php\nreturn [\n 'a' => 'Un'\n", "line 3: not PHP .the code breaks off"),
        ("<?php\nreturn [\n 'a' => 'Un'\n 'b' => 'Deux'\n];", "line 4: a string is unexpected"),
        ("<?php\nreturn 'Un';", "PHP, but no texts by key"),
        ("<?php\n$a->b('Un');", "line 2: '->' is unexpected"),
        ("<?php\nclass A { const B = 5 % 2; }", "line 2: 'class' is unexpected"),
        ("<?php\nrequire 'a.php';", "line 2: 'require' is unexpected"),
        ("<?php\nreturn ['a' => new Text('Un')];", "line 2: 'new' is unexpected"),
        ("<?php\nreturn " + "[" * 5000, "nested too deep|breaks off"),
    ],
)
def test_any_other_php_is_refused_with_its_line(code: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        parse(code, "fr", "en")
    assert "\n" not in str(error.value)


def test_php_is_read_if_it_is_named() -> None:
    assert kind_of(Path("a.php")) == "php" and ".php" not in suffixes(walked=True)


def test_a_variable_takes_nothing_in() -> None:
    page = parse('<?php return ["k" => "Un $mot ici, $a[b] là"];', "fr", "en")
    [block] = page.blocks
    assert block.text == "Un {0} ici, {1} là"
    block.text = "A {0}[s] {1}->x"
    block.marks = [
        mark.__class__(a, b, mark.opening, fixed=True)
        for mark, (a, b) in zip(block.marks, [(2, 5), (9, 12)], strict=True)
    ]
    assert page.fill([block]) == """<?php return ["k" => "A {$mot}[s] {$a['b']}->x"];"""


def test_words_of_a_text_that_move_to_an_edge_add_no_empty_string() -> None:
    page = parse("<?php return ['k' => NAME . ' est prête pour ' . $who];", "fr", "en")
    [block] = page.blocks
    assert block.text == "{0} est prête pour {1}"
    block.text = "{1}, {0}!"
    one, other = block.marks
    block.marks = [
        other.__class__(0, 3, other.opening, fixed=True),
        one.__class__(5, 8, one.opening, fixed=True),
    ]
    assert page.fill([block]) == "<?php return ['k' => $who . ', ' . NAME . '!'];"


# What a string may hold, by the sign of its quotes, and what PHP makes of it.
PIECES = {
    "'": [("\\'", "'"), ("\\\\", "\\"), ("\\n", "\\n"), ("$x", "$x"), ('"', '"')],
    '"': [('\\"', '"'), ("\\\\", "\\"), ("\\$x", "$x"), ("\\d", "\\d"), ("'", "'"), ("\\u{e9}", "é"), ("\\xc3\\xa9", "é")],
}  # fmt: skip
PLAIN = [
    ("un", "un"),
    (" ", " "),
    ("mot", "mot"),
    (" <b>gras</b> ", " gras "),
    (" 5 ", " 5 "),
    ("é", "é"),
    ("{", "{"),
    ("% ", "% "),
]


@st.composite
def strings(draw: st.DrawFn) -> tuple[str, str]:
    """A string as code, and its text without tags."""
    quote = draw(st.sampled_from("'\""))
    pieces = draw(st.lists(st.sampled_from(PLAIN + PIECES[quote]), max_size=6))
    return quote + "".join(code for code, _ in pieces) + quote, "".join(text for _, text in pieces)


@st.composite
def arrays(draw: st.DrawFn, depth: int = 0) -> str:
    """An array as code."""
    parts = []
    for number in range(draw(st.integers(0, 4))):
        chain = draw(st.lists(strings(), min_size=1, max_size=3))
        value = draw(st.sampled_from([" . ", ".", " .\n    ", " . /* et */ ", " . NAME . ", " . f('un mot') . "])).join(
            c for c, _ in chain
        )
        if depth < 2 and draw(st.booleans()):
            value = draw(arrays(depth + 1))
        key = draw(st.sampled_from(["", f"'clé {number}' => ", f'"k{number}"=>', f"{number} => ", "A::B => "]))
        parts.append(key + value)
    comma = draw(st.sampled_from(["", ",", " ,\n"])) if parts else ""
    opening, closing = draw(st.sampled_from([("[", "]"), ("array(", ")"), ("[ // rien d'autre\n", "\n]")]))
    return opening + draw(st.sampled_from([", ", ",\n    "])).join(parts) + comma + closing


@given(
    code=arrays(),
    crlf=st.booleans(),
    form=st.sampled_from(["<?php\nreturn {};\n", "<?php $lang['a'] = {};", "<?PHP\n# Un\nreturn {}\n?>\n"]),
)
@settings(max_examples=300, deadline=None)
def test_any_file_stays_where_nothing_is_translated(code: str, crlf: bool, form: str) -> None:
    text = form.format(code) if "{}" in form else form
    text = text.replace("\n", "\r\n") if crlf else text
    page = parse(text, "fr", "en")
    assert same(page) == text
    # In capitals, a break that is written out within a text is none any more.
    assume(not any(re.search(r"\\[nr]", block.text) for block in page.blocks))
    made = parse(capitals(page), "fr", "en")
    assert len(made.blocks) == len(page.blocks)


@given(one=strings())
@settings(max_examples=300, deadline=None)
def test_strings_are_read_as_php_reads_them(one: tuple[str, str]) -> None:
    code, text = one
    assume(not written_breaks(text))
    page = parse(f"<?php return ['k' => {code}];", "fr", "en")
    assert " ".join(texts(page)) == (" ".join(text.split()) if says_something(text) else "")


TARGET = (
    st.text(alphabet="ab $\\'\"{}[]:|é>-5.", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda t: any(map(str.isalpha, t)))
)


@given(
    new=TARGET, code=st.sampled_from(["'un mot'", '"un mot"', "<<<E\nun mot\nE", "<<<'E'\nun mot\nE", "'un ' . 'mot'"])
)
@settings(max_examples=300, deadline=None)
def test_any_translation_is_read_back(new: str, code: str) -> None:
    page = parse(f"<?php return ['k' => {code}];", "fr", "en")
    [block] = page.blocks
    block.text, block.marks = new, []
    made = parse(page.fill([block]), "fr", "en")
    # The letter of a list is no text.
    assume(not re.search(r":[^\W\d]|\||\A.{0,2}[a-z][.)].{0,2}\Z", new))
    assert "".join("".join(texts(made)).split()).strip() == "".join(new.split())


def php(code: str) -> object:
    """What the real PHP makes of a file; None where it is not installed."""
    if shutil.which("php") is None:
        return None
    script = "echo json_encode(eval(substr(stream_get_contents(STDIN), 5)));"
    head = "const NAME = 'NAME'; const APP_NAME = 'APP'; function config($x) { return $x; } enum Status: string { case OPEN = 'o'; }"
    head += "$app = 'app'; $name = 'nom'; $url = 'url'; $user = ['town' => 'Lyon']; $who = 'qui';"
    run = subprocess.run(["php", "-r", head + script], input=code.encode(), capture_output=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(run.stdout)


@pytest.mark.skipif(shutil.which("php") is None, reason="no PHP here")
def test_the_real_php_reads_a_translation() -> None:
    before, after = (
        php(LARAVEL.replace("declare(strict_types=1);", "")),
        php(capitals(parse(LARAVEL.replace("declare(strict_types=1);", ""), "fr", "en"))),
    )
    assert isinstance(before, dict) and isinstance(after, dict) and list(before) == list(after)
    # Placeholders have capitals here, and names of variables have not.
    assert after["mail"] == 'BONJOUR nom,\n\nLA COMMANDE DE "PAUL" A ÉTÉ EXPÉDIÉE\nET ARRIVERA DEMAIN À Lyon.'
    assert after["path"] == "LE DOSSIER C:\\TEMP\\ A'ÉTÉ VIDÉ \\" and after["start"] == "APP EST PRÊTE."
    assert after["price"].startswith("IL COÛTE $5 OU $10 € ÉTÉ \x1b[0")
    assert after["raw"] == "UN $PRIX \\ BRUT." and after["liste"] == ["LUNDI", "MARDI"]


ODD = st.lists(
    st.sampled_from([*"ab $\\'\"{}[]|é>-5.E\n", "$x", "{$", "EOT", "\\n", "?>", "<?php"]), min_size=1, max_size=10
)
CODES = ["'un mot'", '"un mot"', "<<<EOT\n  un mot\n  EOT", "<<<'EOT'\nun mot\nEOT", "'un ' . 'mot'", '"un $name mot"']


@pytest.mark.skipif(shutil.which("php") is None, reason="no PHP here")
@given(
    rows=st.lists(
        st.tuples(ODD.map("".join).map(str.strip).filter(bool), st.sampled_from(CODES), st.integers(0, 10)), max_size=60
    )
)
@settings(max_examples=25, deadline=None)
def test_the_real_php_reads_any_translation(rows: list[tuple[str, str, int]]) -> None:
    lines, wanted = [], []
    for new, code, place in rows:
        page = parse(f"<?php return ['k' => {code}];", "fr", "en")
        [block] = page.blocks
        new = new.replace("\n", " ") if "<<<'" in code else new
        if "$" in code:
            block.text = f"{new[:place]}{{0}}{new[place:]}"
            start = min(place, len(new))
            block.marks = [replace(block.marks[0], start=start, end=start + 3)]
            new = f"{new[:place]}nom{new[place:]}"
        else:
            block.text, block.marks = new, []
        lines.append(page.fill([block]).removeprefix("<?php return ['k' => ").removesuffix("];"))
        wanted.append(new)
    made = php("<?php return [" + ",\n".join(lines) + "];")
    assert isinstance(made, list) and [text.replace("\u2060", "") for text in made] == wanted
