"""Pictures of translated documents for the docs: need LibreOffice, poppler-utils and chromium of Debian.

    python bench/document_pictures.py [--keep FOLDER]

Writes docs/slides.png and docs/sheet.png (a French PowerPoint and Excel file beside their translations, as LibreOffice
prints them) and docs/book.png (a page of a bilingual EPUB of a seed, as a browser shows it). LibreOffice makes the
French files from the flat OpenDocument below.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import zipfile
from pathlib import Path

import toolkit

ROOT = Path(__file__).parent.parent
SPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            pair.split(":")
            for pair in "office:office text:text table:table draw:drawing style:style presentation:presentation "
            "svg:svg-compatible fo:xsl-fo-compatible".split()
        )
    )
    + ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<office:document {} office:mimetype="{}" office:version="1.3">'
STYLES = (
    '<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties fo:page-width="25.4cm" '
    'fo:page-height="8.4cm" fo:margin="0cm"/></style:page-layout>'
    '<style:style style:name="D" style:family="drawing-page"><style:drawing-page-properties draw:fill="solid" '
    'draw:fill-color="#f7f4ee"/></style:style>'
    '<style:style style:name="P" style:family="graphic"><style:graphic-properties draw:fill="none" draw:stroke="none"/>'
    '</style:style><style:page-layout style:name="A"><style:page-layout-properties fo:page-width="18.5cm" '
    'fo:page-height="4.6cm" fo:margin="0.7cm"/><style:header-style/><style:footer-style/></style:page-layout>'
    '<style:style style:name="K" style:family="table" style:master-page-name="Default"/>'
    '<style:style style:name="T" style:family="text"><style:text-properties fo:font-size="32pt" '
    'fo:color="#1f3a5f" fo:font-weight="bold"/></style:style><style:style style:name="B" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="I" style:family="text">'
    '<style:text-properties fo:font-style="italic" fo:color="#9a3412"/></style:style><style:style style:name="G" '
    'style:family="text"><style:text-properties fo:font-size="20pt"/></style:style><style:style style:name="S" '
    'style:family="text"><style:text-properties fo:font-size="11pt" fo:color="#6b7280"/></style:style>'
    '<style:style style:name="W" style:family="table-column"><style:table-column-properties '
    'style:column-width="4.8cm"/>'
    '</style:style><style:style style:name="V" style:family="table-column"><style:table-column-properties '
    'style:column-width="7.2cm"/></style:style><style:style style:name="N" '
    'style:family="table-column"><style:table-column-properties '
    'style:column-width="2.4cm"/></style:style><style:style style:name="H" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#e0e7ff"/><style:text-properties fo:font-weight="bold"/>'
    "</style:style></office:automatic-styles>"
)
BOX = (
    '<draw:frame draw:style-name="P" svg:x="{}cm" svg:y="{}cm" svg:width="{}cm" svg:height="{}cm"><draw:text-box>{}'
    "</draw:text-box></draw:frame>"
)
BULLETS = (
    'Le nombre de <text:span text:style-name="B">lecteurs inscrits</text:span> a augmenté de 12,5 % en un an.',
    'Les enfants empruntent <text:span text:style-name="I">deux fois plus de livres</text:span> que les adultes.',
    "La bibliothèque ouvrira désormais le dimanche matin.",
    'Le catalogue se trouve sur <text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://example.org/">'
    "le site de la ville</text:a>.",
)
ROWS = (
    ("Dépenses", "Prévu", "Payé", "Remarque"),
    ("Livres", 12500, 11830.5, "Les commandes de décembre manquent encore."),
    ("Chauffage et électricité", 8400, 9120.75, "Le prix du gaz a augmenté."),
    ("Travaux du toit", 15000, 0, "Les travaux commencent au printemps."),
    ("Salaires du personnel", 64000, 64000, "Sans changement"),
)


def deck() -> str:
    """A slide with a title and bullets."""
    size = 'style:page-layout-name="L" draw:style-name="D"'
    title = BOX.format(1.2, 0.6, 23, 2, '<text:p><text:span text:style-name="T">Une année à la bibliothèque'
                       "</text:span></text:p>")  # fmt: skip
    item = '<text:list-item><text:p><text:span text:style-name="G">{}</text:span></text:p></text:list-item>'
    items = "".join(map(item.format, BULLETS))
    body = BOX.format(1.2, 3, 23, 4.8, f"<text:list>{items}</text:list>")
    return (
        HEAD.format(SPACES, "application/vnd.oasis.opendocument.presentation")
        + STYLES
        + f'<office:master-styles><style:master-page style:name="M" {size}/>'
        + "</office:master-styles>"
        + '<office:body><office:presentation><draw:page draw:name="p" draw:style-name="D" draw:master-page-name="M">'
        + f"{title}{body}</draw:page></office:presentation></office:body></office:document>"
    )


def sheet() -> str:
    """A table with texts, numbers and sums."""

    def cell(value: str | float) -> str:
        style = ' table:style-name="H"' if value in ROWS[0] else ""
        kind = '"string"' if isinstance(value, str) else f'"float" office:value="{value}"'
        return f"<table:table-cell{style} office:value-type={kind}><text:p>{value}</text:p></table:table-cell>"

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in ROWS)
    sums = "".join(
        f'<table:table-cell table:formula="of:=SUM([.{c}2:.{c}{len(ROWS)}])" office:value-type="float"/>' for c in "BC"
    )
    last = f"<table:table-row>{cell('Somme')}{sums}{cell('La différence va au prochain budget.')}</table:table-row>"
    columns = "".join(f'<table:table-column table:style-name="{name}"/>' for name in "WNNV")
    master = (
        '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="A"><style:header '
        'style:display="false"/><style:footer style:display="false"/></style:master-page></office:master-styles>'
    )
    return (
        HEAD.format(SPACES, "application/vnd.oasis.opendocument.spreadsheet")
        + STYLES
        + f'{master}<office:body><office:spreadsheet><table:table table:name="Budget" table:style-name="K">'
        + f"{columns}{rows}{last}</table:table>"
        + "</office:spreadsheet></office:body></office:document>"
    )


def office(path: Path, kind: str) -> Path:
    """A document as another kind of file, by LibreOffice."""
    own = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", path.parent, path], check=True, capture_output=True, timeout=180)
    return path.with_suffix(f".{kind}")


def picture(path: Path) -> Path:
    """The first page of a document."""
    pdf = office(path, "pdf")
    subprocess.run(["pdftoppm", "-png", "-singlefile", "-r", "80", pdf, path.with_suffix("")], check=True)
    return path.with_suffix(".png")


def shoot(page: Path, out: Path, width: int, height: int) -> None:
    """A picture of a page of HTML."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-lcd-text"]
    size = [f"--window-size={width},{height}", f"--screenshot={out}", page.as_uri()]
    subprocess.run(["chromium", *flags, *size], check=True, capture_output=True, timeout=120)


def side_by_side(folder: Path, name: str, made: str, engine: toolkit.Engine, height: int) -> None:
    """Write a picture of a document beside its translation."""
    flat = folder / f"{name}.{'fodp' if made == 'pptx' else 'fods'}"
    flat.write_text(deck() if made == "pptx" else sheet(), encoding="utf-8")
    source = office(flat, made)
    target = folder / f"{name}.en.{made}"
    report = toolkit.translate_file(source, target, engine, strict=True, force=True)
    if report.differences:
        raise SystemExit(f"{name}: {report.differences}")
    figures = "".join(f'<div><img src="{picture(path).as_uri()}"></div>' for path in (source, target))
    style = "body{margin:8px;display:flex;gap:8px;background:#d4d4d8}div{flex:1;background:#fff}img{width:100%}"
    page = folder / f"{name}.html"
    page.write_text(f"<style>{style}</style>{figures}", encoding="utf-8")
    shoot(page, ROOT / "docs" / f"{name}.png", 1200, height)


def book(folder: Path, engine: toolkit.Engine) -> None:
    """Write a picture of the first page of a bilingual book of a seed."""
    seed = sorted((ROOT / "seeds").glob("*.txt"))[0]
    text = folder / "Corée du Nord.txt"
    text.write_bytes(seed.read_bytes())
    out = folder / "book.epub"
    toolkit.book(text, out, engine=engine, force=True)
    with zipfile.ZipFile(out) as archive:
        archive.extractall(folder / "book")
        pages = [name for name in archive.namelist() if name.endswith(".xhtml") and "nav" not in name]
    shoot(folder / "book" / pages[0], ROOT / "docs" / "book.png", 860, 560)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="folder to keep the documents in")
    options = parser.parse_args()
    engine = toolkit.load_engine("fr-en", "embedded")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        side_by_side(folder, "slides", "pptx", engine, 213)
        side_by_side(folder, "sheet", "xlsx", engine, 164)
        book(folder, engine)


if __name__ == "__main__":
    main()
