"""Writes small PDF and DOCX documents, whole or broken, for the tests of their readers."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold"}
PAGE = (595, 842)


class Line(NamedTuple):
    """A line of a page: its text, how it is set, and how far above the foot of the page it stands."""

    text: str
    y: float
    x: float = 72
    size: float = 11
    font: str = "plain"


class Linked(NamedTuple):
    """A rectangle that leads somewhere: left, bottom, right, top."""

    url: str
    box: tuple[int, int, int, int]


def lines(texts: Sequence[str], *, top: float = 770, leading: float = 14, **style: object) -> list[Line]:
    """Set texts as lines below each other; an empty one leaves a gap."""
    return [Line(text, top - leading * n, **style) for n, text in enumerate(texts) if text]  # type: ignore[arg-type]


def write_pdf(pages: Sequence[Sequence[Line]], links: Sequence[Linked] = (), *, encrypted: bool = False) -> bytes:
    """Write a PDF; the links are on its first page."""
    contents = ["".join(map(_operators, page)).encode("cp1252") for page in pages]
    return write_objects(contents, links, encrypted=encrypted)


def _operators(line: Line) -> str:
    escaped = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{line.font} {line.size} Tf {line.x} {line.y} Td ({escaped}) Tj ET\n"


def write_objects(
    contents: Sequence[bytes], links: Sequence[Linked] = (), *, forms: Mapping[str, bytes] = {}, encrypted: bool = False
) -> bytes:
    """Write a PDF of pages that hold these operators, with forms that they and other forms may draw."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(data: bytes, extra: bytes = b"") -> int:
        packed = zlib.compress(data, 9)
        return add(b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), extra, packed))

    catalog, tree = add(b"<< /Type /Catalog /Pages 2 0 R >>"), add(b"")
    fonts = {
        name: add(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % base.encode())
        for name, base in FONTS.items()
    }
    dictionary = b"/Font << %s >>" % b" ".join(b"/%s %d 0 R" % (name.encode(), n) for name, n in fonts.items())
    drawn = b""
    for name, data in forms.items():
        resources = b"/Resources << %s /XObject << %s >> >>" % (dictionary, drawn)
        number = stream(data, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + resources)
        drawn += b"/%s %d 0 R " % (name.encode(), number)
    link = b"<< /Type /Annot /Subtype /Link /Rect [%d %d %d %d] /A << /S /URI /URI (%s) >> >>"
    notes = [add(link % (*box, url.encode())) for url, box in links]
    kids: list[int] = []
    for content in contents:
        annotations = b"/Annots [%s]" % b" ".join(b"%d 0 R" % note for note in notes) if not kids else b""
        resources = b"/Resources << %s /XObject << %s >> >>" % (dictionary, drawn)
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R %s %s >>"
        kids.append(add(page % (*PAGE, stream(content), resources, annotations)))
    objects[tree - 1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    trailer = b"/Root %d 0 R" % catalog
    if encrypted:
        key = b"<%s>" % (b"5a" * 32)
        number = add(b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O %s /U %s >>" % (key, key))
        trailer += b" /Encrypt %d 0 R /ID [%s %s]" % (number, b"<00>", b"<00>")
    return _file(objects, trailer)


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def write_docx(*paragraphs: str) -> bytes:
    """Write a DOCX of plain paragraphs; "# " begins a heading, "- " an item."""
    from docx import Document

    document = Document()
    for text in paragraphs:
        mark, _, rest = text.partition(" ")
        style = {"#": "Heading 1", "-": "List Bullet"}.get(mark)
        document.add_paragraph(rest if style else text, style)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def repack(docx: bytes, **parts: bytes) -> bytes:
    """Replace parts of a DOCX: `document=b"..."` stands for word/document.xml."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            stem = name.removeprefix("word/").removesuffix(".xml")
            new.writestr(name, parts.get(stem, old.read(name)))
    return stream.getvalue()
