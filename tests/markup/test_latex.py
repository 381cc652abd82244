"""LaTeX: text is found in documents as people write them, and everything else stays byte for byte."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit
from tests.markup.engines import translated, upper
from tests.server.running import Upper
from toolkit.errors import InputError
from toolkit.languages.pair import LanguagePair

pytest.importorskip("pylatexenc")
from toolkit.markup.latex import parse

ARTICLE = r"""\documentclass[a4paper,french]{article}
\usepackage[utf8]{inputenc}
\usepackage[french]{babel}
\newcommand{\projet}{\textsc{Phare}}
\title{Le vieux phare}
\author{Jean Dupont\thanks{Universit\'e de Brest.}}
\begin{document}
\maketitle
\begin{abstract}
Nous \'etudions un phare. % pour moi
Les r\'esultats sont \emph{tr\`es} bons~: 50\,\% de mieux.
\end{abstract}

\section[Intro]{Introduction au phare}
\label{sec:intro}
Il est \og ouvert \fg{} depuis 1987\footnote{Voir le \textbf{rapport}.}. Voir la figure~\ref{fig:a}
et l'escalier a $n = 42$ marches \cite[p.~3]{knuth}. Le \projet{} co\^ute cher\ldots{}

\begin{equation}
  E = mc^2 \quad\text{énergie}
\end{equation}

\begin{itemize}
  \item La porte est bleue.
  \item[Note] La tour est \href{https://example.com/a_b}{tr\`es haute} et \textit{blanche}.
\end{itemize}

\begin{figure}[ht]
  \centering
  \includegraphics[width=\linewidth]{phare.png}
  \caption{Le phare vu de la mer.}\label{fig:a}
\end{figure}

\begin{tabular}{lr}
  \hline
  Mois & Visiteurs \\
  Total & \multicolumn{1}{c}{beaucoup de monde} \\
\end{tabular}

\begin{verbatim}
ne pas traduire $x
\end{verbatim}
\begin{lstlisting}[language=Python]
print("bonjour")
\end{lstlisting}
Une œuvre d'art --- rare.
\end{document}
Ce qui suit n'est pas lu.
"""


def _blocks(text: str) -> list[str]:
    return [block.text for block in parse(text, "fr", "en").blocks]


def _same(text: str) -> str:
    page = parse(text, "fr", "de" if "german" in text else "xx")
    return page.fill([None] * len(page.blocks))


def _shouted(text: str) -> str:
    return toolkit.translate_file(_named(text), None, Upper(LanguagePair("fr", "en"))).text


def _named(text: str):
    import io

    file = io.BytesIO(text.encode())
    file.name = "a.tex"
    return file


def test_what_is_text() -> None:
    assert _blocks(ARTICLE) == [
        "Le vieux phare",
        "Nous étudions un phare. Les résultats sont très bons\u00a0: 50\u202f% de mieux.",
        "Intro",
        "Introduction au phare",
        "Il est «\u00a0ouvert » depuis 1987. Voir la figure\u00a0{0} et l'escalier a {1} marches {2}. Le {3} coûte cher…",
        "La porte est bleue.",
        "Note",
        "La tour est très haute et blanche.",
        "Le phare vu de la mer.",
        "Mois",
        "Visiteurs",
        "Total",
        "beaucoup de monde",
        "Une œuvre d'art — rare.",
        "Voir le rapport.",
        "énergie",
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_what_nobody_translates_stays_byte_for_byte(ending: str) -> None:
    text = ARTICLE.replace("\n", ending)
    assert _same(text) == text
    assert _same(text.rstrip()) == text.rstrip()


def test_a_translated_document() -> None:
    made = _shouted(ARTICLE)
    assert r"\documentclass[a4paper,english]{article}" in made
    assert r"\usepackage[english]{babel}" in made
    assert r"\title{LE VIEUX PHARE}" in made
    assert r"LES RÉSULTATS SONT \emph{TRÈS} BONS" in made and r"50" in made and r"\% DE MIEUX" in made
    assert r"\footnote{VOIR LE \textbf{RAPPORT}.}" in made
    assert r"\href{https://example.com/a_b}{TRÈS HAUTE}" in made
    for kept in (
        r"\newcommand{\projet}{\textsc{Phare}}", r"\author{Jean Dupont\thanks{Universit\'e de Brest.}}", "$n = 42$",
        r"\cite[p.~3]{knuth}", r"\ref{fig:a}", r"E = mc^2 \quad\text{ÉNERGIE}", "ne pas traduire $x", 'print("bonjour")',
        r"\includegraphics[width=\linewidth]{phare.png}", r"\begin{tabular}{lr}", "% pour moi\n",
        "Ce qui suit n'est pas lu.",
    ):  # fmt: skip
        assert kept in made, kept
    commands = [sorted(re.findall(r"\\(?!['`^\"%,])[A-Za-z]+", text)) for text in (ARTICLE, made)]
    assert [c for c in commands[0] if c not in (r"\og", r"\fg", r"\ldots")] == [
        c for c in commands[1] if c != r"\ldots"
    ]


def test_signs_of_the_translation_are_escaped() -> None:
    page = parse("Bonjour.\n", "fr", "en")
    block = page.blocks[0]
    block.text = "50% & #1 of a_b costs $3 {x} ~ ^ \\ — “yes” it’s\u00a0so…"
    made = page.fill([block])
    assert made == (
        r"50\% \& \#1 of a\_b costs \$3 \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{} --- ``yes'' "
        "it's~so\\ldots{}\n"
    )
    assert _blocks(made)[0].startswith("50% & #1 of a_b costs $3 {x}")


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("Un chapitre sans préambule.\n", ["Un chapitre sans préambule."]),
        (r"\'Etat, \oe uvre, \c{c}a, na\"\i ve", ["État, œuvre, ça, naïve"]),
        (r"{\bf Gras} et {\em penché}.", ["Gras et penché."]),
        (r"Une ligne\\ et la suite.", ["Une ligne et la suite."]),
        (r"Voir \maCommande{x}[y]{z} ici.", ["Voir {0} ici."]),
        (r"\begin{frame}{Titre}\frametitle{Plan}Bonjour.\end{frame}", ["Titre", "Plan", "Bonjour."]),
        (r"\begin{theoreme}[Fermat] Il dort. \end{theoreme}", ["Fermat", "Il dort."]),
        (r"Prix : 5~\euro{} ou \verb|a_b|.", ["Prix : 5\u00a0€ ou {0}."]),
        ("Un.\n\n% seul\n\nDeux.", ["Un.", "Deux."]),
        (r"\[ x = \text{oui} \] Fin.", ["Fin."]),
        (r"Soit $1 \text{ si } x_{\text{maximal}}$.", ["Soit {0}.", "si"]),
        (r"\begin{cases} a & \text{sinon} \\ b & \text{kg} \end{cases}", ["sinon"]),
        # What only babel's French has, and accents as bibliographies write them.
        (r"Le XIX\ieme{} et le XX\ieme siècle, la 1\iere{} fois.", ["Le XIXe et le XXe siècle, la 1re fois."]),
        (r"Le n\up{o} 5, le \no 6, \no~7 et \nos{}8.", ["Le n° 5, le n° 6, n°\u00a07 et n° 8."]),
        (r"M\up{me} X et le 2\textsuperscript{e} m\textsuperscript{2}.", ["Mme X et le 2e m{0}."]),
        (r"L'{\'e}t{\'e} est l{\`a}, {\oe}uvre.", ["L'été est là, œuvre."]),
        (r"\date{1\ier{} janvier 2024}", ["1er janvier 2024"]),
        # Slides.
        (
            r"\begin{frame}<1->[fragile]{Titre}{Sous-titre}\only<2>{Deux} chats \alert<3>{noirs}.\end{frame}",
            ["Titre", "Sous-titre", "Deux chats noirs."],
        ),
        (
            r"\begin{block}{Le bloc}Un \sout{vieux} mot.\note{À dire.}\end{block}",
            ["Le bloc", "Un mot.", "vieux", "À dire."],
        ),
        (r"\begin{itemize}\item<2-> Un chat.\item<+-> Un chien.\end{itemize}", ["Un chat.", "Un chien."]),
        (r"\begin{theorem}[Le petit théorème] Il dort. \end{theorem}", ["Le petit théorème", "Il dort."]),
        (r"L'\emph{amour} et l'\textbf{eau}", ["L'amour et l'eau"]),
        (r"Le \enquote{vrai} mot", ["Le vrai mot"]),
        (r"\tableofcontents \newpage Bonjour.", ["Bonjour."]),
    ],
)
def test_ways_to_write(code: str, texts: list[str]) -> None:
    assert _blocks(code) == texts
    assert _same(code) == code


@pytest.mark.parametrize(
    ("code", "line"),
    [("a\nb {c\n", "line"), ("x\n\\begin{itemize}\n\\item a\n", "line"), ("a } b", "line 1"), ("\\end{x}", "line 1")],
)
def test_faults_name_their_line(code: str, line: str) -> None:
    with pytest.raises(InputError, match=f"{line}.*not LaTeX"):
        parse(code, "fr", "en")


WORDS = st.sampled_from(["chat", "le", "Été", "dort", "12", "l'eau", "n'est", "œuvre"])
PIECE = st.recursive(
    st.one_of(
        WORDS,
        st.sampled_from([
            " ", ". ", "~", "\n", "\n\n", "--", "\\,", r"\%", r"\'e", r"\oe{}", "$x_1$", r"\ref{a}", r"\label{b}", "% c\n",
            r"\\ ", r"\og ", r"\fg{}", r"\projet{}", r"\cite{k}", "``", "''", "\\ldots ", "\\item ", "{}", "\\noindent ",
        ]),
    ),
    lambda inner: st.builds(
        lambda name, parts: f"{name[0]}{''.join(parts)}{name[1]}",
        st.sampled_from([
            (r"\emph{", "}"), ("{", "}"), (r"\footnote{", "}"), (r"\section{", "}"), (r"\textbf{", "} "), (r"\x{", "}{y}"),
            ("\\begin{quote}\n", "\n\\end{quote}\n"), ("\\begin{itemize}\\item ", "\\end{itemize}"), (r"{\bf ", "}"),
            (r"\href{u}{", "}"), ("\\begin{tabular}{l}", "& b \\\\\\end{tabular}"),
        ]),
        st.lists(inner, max_size=5),
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECE, max_size=10).map("".join))
def test_any_document_comes_back_as_it_was(code: str) -> None:
    try:
        page = parse(code, "fr", "en")
    except InputError as error:
        assert "not LaTeX" in str(error)
        return
    assert page.fill([None] * len(page.blocks)) == code
    # A translation is LaTeX again, with the same commands.
    made = _shouted(code) if page.blocks else code
    parse(made, "fr", "en")
    for command in (r"\ref{a}", r"\cite{k}", "$x_1$", r"\label{b}", "% c\n"):
        assert made.count(command) == code.count(command), command


@pytest.mark.parametrize(
    ("code", "made"),
    [
        # Nothing of the French is left, or something is.
        (r"\usepackage[french]{babel}\begin{document}Le 2\ieme{} mot.", r"\usepackage[english]{babel}\begin{document}"),
        (r"\usepackage[french]{babel}\begin{document}m\up{2} ici.", r"\usepackage[french,english]{babel}"),
        (
            r"\documentclass[a4paper,french,12pt]{article}\author{M\up{me} X}\begin{document}",
            "a4paper,french,english,12pt",
        ),
        (r"\setmainlanguage{french}\begin{document}\selectlanguage{french}", r"\setmainlanguage{english}"),
        (r"\setmainlanguage{french}\begin{document}\selectlanguage{french}", r"\selectlanguage{english}"),
        ("Le \\today\n\\begin{quote}Mot\\end{quote}%", "LE \\today{}\n\\begin{quote}MOT"),
        (r"Un \sout{vieux} mot.", r"UN \sout{VIEUX} MOT."),
        (r"\LaTeX\ aussi, \TeX{} et \LaTeX.", r"\LaTeX{} AUSSI, \TeX{} ET \LaTeX{}."),
    ],
)
def test_what_a_translation_needs_to_run(code: str, made: str) -> None:
    assert made in _shouted(code + (r"\end{document}" if r"\begin{document}" in code else ""))


def test_definitions_may_open_what_another_argument_closes() -> None:
    code = (
        "\\documentclass{article}\n\\newenvironment{note}{\\begin{center}}{\\end{center}}\n"
        "\\def\\deb{\\begin{list}}\n\\title{Le titre}\n% \\title{Rien}\n\\begin{document}\n"
        "\\renewcommand{\\debut}{\\begin{quote}}\n\\newenvironment*{x}[1][a]{%\n\\begin{b}}{\\end{b}}\n\n"
        "\\begin{note}{Un mot}\nUn chat.\n\\end{note}\n\\end{document}\n"
    )
    page = parse(code, "fr", "en")
    assert "Le titre" in [block.text for block in page.blocks] and "Un chat." in [block.text for block in page.blocks]
    assert page.fill([None] * len(page.blocks)) == code


@pytest.mark.parametrize(
    "text", ["le chat dort sous la table " * 40, "a" * 1200, "猫" * 1200, "\\emph{" + "un mot " * 200 + "} ici"]
)
def test_long_runs_of_text_stay_one_text(text: str) -> None:
    page = parse(text + "\n", "fr", "en")
    [block] = page.blocks
    plain = text.replace("\\emph{", "").replace("}", "")
    assert " ".join(block.text.split()) == " ".join(plain.split())
    assert page.fill([None]) == text + "\n"


def test_text_without_commands_takes_linear_time() -> None:
    def seconds(words: int) -> float:
        code = "le chat dort " * words
        start = time.process_time()
        parse(code, "fr", "en")
        return time.process_time() - start

    seconds(100)
    assert seconds(8000) < 12 * seconds(2000) + 0.1


def test_the_title_and_the_subject_of_a_pdf() -> None:
    code = (
        "\\usepackage[pdftitle={Le chat}]{hyperref}\n\\hypersetup{pdfauthor={Jean}, pdfsubject = {Un essai},"
        " pdfkeywords={chat}, pdftitle={\\jobname}}\n\\begin{document}\nOui.\n\\end{document}\n"
    )
    made = translated(code, "latex", upper())
    assert "pdftitle={LE CHAT}" in made and "pdfsubject = {UN ESSAI}" in made
    assert "pdfauthor={Jean}" in made and "pdfkeywords={chat}, pdftitle={\\jobname}}" in made
