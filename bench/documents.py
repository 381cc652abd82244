"""Speed and memory of reading and writing documents, format by format, on large files that it makes itself.

    python bench/documents.py [--size 10] [--formats docx,xlsx,json] [--units tmx,po]

Each file is read, cut into sentences, "translated" by an engine that writes capitals, put together again and audited,
in a process of its own: what is measured is the work on the format, without a model. Sizes are those of the file;
those of zip files are of what is packed in them. CPU seconds are those of the process after it has translated a short
text, so that all is loaded; memory is its peak (resident set), Python and its libraries included. A file of a quarter
of the size is measured too: where a megabyte of the large one costs more than one of the small one, something grows
faster than the file. What a megabyte costs in memory is told by the two peaks. Times depend on the machine: compare
only lines of one run. Plain text of over 16 MB is translated in parts; ``--units`` measures ``translate --units``.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import random
import resource
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

WORDS = (
    "le chat dort sous la table pendant que la pluie tombe sur le toit de notre vieille maison au bord du fleuve et "
    "les enfants jouent dans le jardin avec un ballon rouge qui roule vers la rue"
).split()
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def texts(size: int, least: int = 8, most: int = 24) -> Iterator[str]:
    """Sentences of some 100 characters until their sum is a size."""
    draw = random.Random(1)
    while size > 0:
        text = " ".join(draw.choices(WORDS, k=draw.randint(least, most))).capitalize() + "."
        size -= len(text)
        yield text


def paragraphs(size: int) -> Iterator[str]:
    """Four sentences each."""
    run: list[str] = []
    for text in texts(size):
        run.append(text)
        if len(run) == 4:
            yield " ".join(run)
            run = []


def packed(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, code in files.items():
            archive.writestr(name, code, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def office(files: dict[str, str], kinds: dict[str, str]) -> bytes:
    base = "application/vnd.openxmlformats-officedocument."
    parts = "".join(f'<Override PartName="/{name}" ContentType="{base}{kind}"/>' for name, kind in kinds.items())
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{parts}</Types>'
    return packed({"[Content_Types].xml": types, **files})


def relations(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{t}"/>' for n, (kind, t) in enumerate(targets, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


def opendocument(kind: str, body: str) -> bytes:
    names = "office text table draw presentation style svg-compatible".split()
    spaces = "".join(f' xmlns:{name.removesuffix("-compatible")}="{OFFICE}:{name}:1.0"' for name in names)
    names_of_draw = spaces.replace(f'xmlns:draw="{OFFICE}:draw:1.0"', f'xmlns:draw="{OFFICE}:drawing:1.0"')
    code = f"<office:document-content{names_of_draw}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    manifest = f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"/>'
    files = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"{code}</office:document-content>",
    }
    return packed({**files, "META-INF/manifest.xml": manifest})


def docx(size: int) -> bytes:
    run = '<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> {}</w:t></w:r></w:p>'
    body = "".join(run.format(*text.split(" ", 1)) for text in paragraphs(size))
    return office(
        {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'},
        {"word/document.xml": "wordprocessingml.document.main+xml"},
    )


def xlsx(size: int) -> bytes:
    strings = list(texts(size, 2, 8))
    cells = (f'<c r="{"ABCDE"[n % 5]}{n // 5 + 1}" t="s"><v>{n}</v></c>' for n in range(len(strings)))
    rows: list[str] = []
    for number, cell in enumerate(cells):
        rows.append(("</row>" if number else "") + f'<row r="{number // 5 + 1}">' + cell if number % 5 == 0 else cell)
    sheet = '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
    files = {
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}">{sheet}</workbook>',
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}"><sheetData>{"".join(rows)}</row></sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">{"".join(f"<si><t>{text}</t></si>" for text in strings)}</sst>',
    }
    base = "spreadsheetml."
    kinds = {"xl/workbook.xml": "sheet.main+xml", "xl/worksheets/sheet1.xml": "worksheet+xml"}
    kinds["xl/sharedStrings.xml"] = "sharedStrings+xml"
    return office(files, {name: base + kind for name, kind in kinds.items()})


def pptx(size: int) -> bytes:
    shape = f'<p:sp><p:txBody xmlns:a="{A}">{{}}</p:txBody></p:sp>'
    files, kinds, run = {}, {}, []
    for text in paragraphs(size):
        run.append(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>")
        if len(run) == 20:
            name = f"ppt/slides/slide{len(files) + 1}.xml"
            files[name] = (
                f'<p:sld xmlns:p="{P}"><p:cSld><p:spTree>{shape.format("".join(run))}</p:spTree></p:cSld></p:sld>'
            )
            kinds[name] = "presentationml.slide+xml"
            run = []
    files["ppt/presentation.xml"] = f'<p:presentation xmlns:p="{P}"/>'
    kinds["ppt/presentation.xml"] = "presentationml.presentation.main+xml"
    return office(files, kinds)


def epub(size: int) -> bytes:
    pages, run = {}, []
    for text in paragraphs(size):
        run.append(f"<p>{text}</p>")
        if len(run) == 200:
            body = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Un</title></head><body>{"".join(run)}</body></html>'
            pages[f"OEBPS/p{len(pages)}.xhtml"] = body
            run = []
    items = "".join(
        f'<item id="p{n}" href="p{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(pages))
    )
    spine = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile '
    container += 'full-path="OEBPS/c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    opf = '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    opf += f"<dc:language>fr</dc:language></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    return packed(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "OEBPS/c.opf": opf, **pages}
    )


def ods(size: int) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{cell.format(text)}</table:table-row>" for text in texts(size, 2, 8))
    return opendocument("spreadsheet", f'<table:table table:name="A">{rows}</table:table>')


def odp(size: int) -> bytes:
    box = "<draw:page><draw:frame><draw:text-box>{}</draw:text-box></draw:frame></draw:page>"
    return opendocument("presentation", "".join(box.format(f"<text:p>{text}</text:p>") for text in paragraphs(size)))


def pdf(size: int) -> bytes:
    """One page of small operations, a word each, as some programs write them."""
    lines = []
    for number, text in enumerate(texts(size // 3)):
        lines.append(f"1 0 0 1 72 {900_000 - 14 * number} Tm")
        lines += [f"({word} ) Tj" for word in text.split()]
    stream = "BT /F1 11 Tf\n" + "\n".join(lines) + "\nET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 600 900] "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, code in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{code}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 6\n0000000000 65535 f \n{table}{end}".encode()


def cues(size: int) -> str:
    made = []
    for n, text in enumerate(texts(size)):
        start = f"{n // 1800 % 100:02}:{n // 30 % 60:02}:{n % 30 * 2:02}"
        made.append(f"{n + 1}\n{start},000 --> {start},900\n{text}\n")
    return "\n".join(made)


def xliff(size: int) -> str:
    units = "".join(f'<trans-unit id="{n}"><source>{text}</source></trans-unit>' for n, text in enumerate(texts(size)))
    head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a" datatype="plaintext" '
    return f'{head}source-language="fr" target-language="en"><body>{units}</body></file></xliff>'


def keyed(size: int) -> dict[str, str]:
    return {f"key.{number}": text for number, text in enumerate(texts(size))}


def notebook(size: int) -> str:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": [text]} for text in paragraphs(size)]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def android(size: int) -> str:
    entries = "".join(f'  <string name="k{n}">{escape(text)}</string>\n' for n, text in enumerate(texts(size)))
    return f"<resources>\n{entries}</resources>\n"


#: Suffix of each format, and what makes a file of about so many bytes of text.
FORMATS: dict[str, Callable[[int], str | bytes]] = {
    "txt": lambda size: "\n\n".join(paragraphs(size)),
    "html": lambda size: (
        "<html><body>" + "".join(f"<p>{t} <b>Fin</b>.</p>\n" for t in paragraphs(size)) + "</body></html>"
    ),
    "md": lambda size: "\n\n".join(f"{text} **Fin**." for text in paragraphs(size)),
    "rst": lambda size: "\n\n".join(paragraphs(size)) + "\n",
    "tex": lambda size: (
        "\\begin{document}\n"
        + "\n\n".join(f"{text} \\emph{{Fin}}." for text in paragraphs(size))
        + "\n\\end{document}\n"
    ),
    "docx": docx,
    "pptx": pptx,
    "xlsx": xlsx,
    "odt": lambda size: opendocument("text", "".join(f"<text:p>{text}</text:p>" for text in paragraphs(size))),
    "odp": odp,
    "ods": ods,
    "epub": epub,
    "pdf": pdf,
    "ipynb": notebook,
    "srt": cues,
    "xlf": xliff,
    "json": lambda size: json.dumps(keyed(size), indent=2),
    "yaml": lambda size: "fr:\n" + "".join(f'  k{n}: "{text}"\n' for n, text in enumerate(texts(size))),
    "toml": lambda size: "".join(f'k{n} = "{text}"\n' for n, text in enumerate(texts(size))),
    "php": lambda size: (
        "<?php\nreturn [\n" + "".join(f"  'k{n}' => '{t}',\n" for n, t in enumerate(texts(size))) + "];\n"
    ),
    "ftl": lambda size: "".join(f"k{n} = {text}\n" for n, text in enumerate(texts(size))),
    "properties": lambda size: "".join(f"k{n} = {text}\n" for n, text in enumerate(texts(size))),
    "strings": lambda size: "".join(f'"k{n}" = "{text}";\n' for n, text in enumerate(texts(size))),
    "xml": android,
}


#: Formats of bitext; see docs/formats.
UNITS = "tmx xlf po jsonl csv tsv".split()


def write_units(path: Path, size: int) -> None:
    """A file of units; their targets are made anew."""
    import toolkit
    from toolkit.testing import unit

    pairs = ((str(number), text) for number, text in enumerate(texts(size)))
    toolkit.write((unit(text, text, id=number) for number, text in pairs), path, "fr-en")


def measure(path: Path, answers: multiprocessing.Queue, units: bool) -> None:  # type: ignore[type-arg]
    """In a process of its own: translate a file into capitals, and tell CPU seconds, peak memory and differences."""
    import toolkit
    from toolkit.api.streams import is_large, translate_large
    from toolkit.api.unit_files import UnitFiles, translate_unit_files
    from toolkit.testing import UpperEngine
    from toolkit.translation.base import Translation

    class Capitals(UpperEngine):
        def translate(self, segments: Sequence[str], **_: object) -> list[Translation]:
            return [Translation(segment.upper(), -0.5) for segment in segments]

    engine = Capitals("fr-en")
    toolkit.translate_file(path.with_name("warm.txt"), None, engine)
    start = time.process_time()
    if units:
        report = translate_unit_files(
            UnitFiles.of(path, "fr", "en"), path.with_name(f"out{path.suffix}"), engine, force=True
        )
        found = report.treated, 0
    elif is_large(path):
        large = translate_large(path, path.with_name("out.txt"), engine)
        found = sum(large.counts.values()), len(large.differences)
    else:
        made = toolkit.translate_file(path, None, engine)
        found = sum(made.counts().values()), len(made.differences)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answers.put((seconds, peak, *found))


def size_of(path: Path) -> float:
    """Megabytes of a file, or of what is packed in it."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return sum(info.file_size for info in archive.infolist()) / 1e6
    return path.stat().st_size / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=float, default=10, help="megabytes of text in each file (default: 10)")
    parser.add_argument("--formats", default=",".join(FORMATS), help="suffixes, with commas between; - for none")
    parser.add_argument("--units", default="", help=f"formats of bitext too, of {','.join(UNITS)}")
    options = parser.parse_args()
    print("| format | MB | segments | CPU s | CPU s per MB, a quarter | CPU s per MB | peak MB | memory per MB |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    wanted = [(suffix, False) for suffix in options.formats.strip("-").split(",") if suffix]
    wanted += [(suffix, True) for suffix in options.units.split(",") if suffix]
    with TemporaryDirectory() as folder:
        Path(folder, "warm.txt").write_text("Un chat dort. Il pleut.\n", encoding="utf-8")
        for suffix, units in wanted:
            rows = [run(Path(folder, f"file.{suffix}"), int(options.size * share * 1e6), units) for share in (0.25, 1)]
            name = f"`.{suffix}`" + " with `--units`" * units
            if not all(rows):
                print(f"| {name} | failed | | | | | | |", flush=True)
                continue
            (size, seconds, peak, segments, faults), rate = rows[1], rows[0][1] / rows[0][0]
            growth = max(0, peak - rows[0][2]) / (size - rows[0][0])
            told = f" ({faults} differences)" if faults else ""
            cells = (
                f"{segments:,}{told} | {seconds:.1f} | {rate:.2f} | {seconds / size:.2f} | {peak:,.0f} | {growth:.1f}"
            )
            print(f"| {name} | {size:.1f} | {cells} |", flush=True)


def run(path: Path, size: int, units: bool) -> tuple[float, float, float, int, int] | tuple[()]:
    """Megabytes, CPU seconds, peak memory, segments and differences of a file; nothing if it failed."""
    path.unlink(missing_ok=True)
    if units:
        write_units(path, size)
    else:
        made = FORMATS[path.suffix[1:]](size)
        path.write_bytes(made if isinstance(made, bytes) else made.encode())
    size_now = size_of(path)
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    process = context.Process(target=measure, args=(path, answers, units))
    process.start()
    process.join()
    return () if process.exitcode else (size_now, *answers.get())


if __name__ == "__main__":
    main()
