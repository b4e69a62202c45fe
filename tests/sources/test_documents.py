"""PDF and DOCX: blocks as far as the form tells, and errors that say what is wrong with a document."""

import sys
from pathlib import Path

import pytest

from rolegraph import sources
from rolegraph.errors import InputError, MalformedInput, UnreadableInput
from rolegraph.postings import Posting
from rolegraph.settings import Settings
from rolegraph.sources import pdf_lines

from .writing import Line, Linked, lines, repack, write_docx, write_objects, write_pdf

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f'<w:document xmlns:w="{WORD}"><w:body>%s</w:body></w:document>'
TEXT = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
CUT, INSERTED = "<w:del><w:r><w:delText>Cook</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>Porter</w:t></w:r></w:ins>"
# as wide as the lines of a page are where the next word did not fit
FULL = "You report to the Head Porter, guard the gate at night and keep the keys of all"


def read(data: bytes, name: str = "-", **settings: int) -> Posting:
    [posting] = sources.read(data, name, Settings(**settings))  # type: ignore[arg-type]
    return posting


def told(posting: Posting) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.span.of(posting.text)) for block in posting.blocks]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        # headings by size, the largest first, and by bold
        (
            [
                Line("Night Porter", 770, size=20, font="bold"),
                Line("The gate", 740, size=14),
                Line("Duties", 720, font="bold"),
                *lines(["Guards.", "Keeps keys.", "Opens."], top=700),
            ],
            [
                ("heading", 1, "Night Porter"),
                ("heading", 2, "The gate"),
                ("heading", 6, "Duties"),
                ("paragraph", 0, "Guards."),
                ("paragraph", 0, "Keeps keys."),
                ("paragraph", 0, "Opens."),
            ],
        ),
        # full lines go on, short ones do not; nor does one above a gap
        (
            lines([FULL, "the houses by the river.", "Short", "Another", FULL, "", "", FULL]),
            [
                ("paragraph", 0, f"{FULL} the houses by the river."),
                ("paragraph", 0, "Short"),
                ("paragraph", 0, "Another"),
                ("paragraph", 0, FULL),
                ("paragraph", 0, FULL),
            ],
        ),
        # a word that a hyphen parts
        (lines([f"{FULL} long-", "term tenants."]), [("paragraph", 0, f"{FULL} long-term tenants.")]),
        # bullets, with lines that go on below the text, and bullets set apart from it
        (
            [*lines([f"• {FULL}", "• keys"]), Line("the houses", 742, x=79), Line("•", 700), Line("locks", 700, x=90)],
            [("item", 1, FULL), ("item", 1, "keys"), ("paragraph", 0, "the houses"), ("item", 1, "locks")],
        ),
        ([Line(f"• {FULL}", 770), Line("the houses", 756, x=79)], [("item", 1, f"{FULL} the houses")]),
        # a bold stretch within a line
        (
            [Line("Reports to", 770, font="bold"), Line("the Head Porter", 770, x=140)],
            [("paragraph", 0, "Reports to the Head Porter")],
        ),
        # two columns, each with its own edge
        (
            [*lines(["You guard the gate at", "night."], x=60), *lines(["You keep the keys of", "the houses."], x=320)],
            [("paragraph", 0, "You guard the gate at night."), ("paragraph", 0, "You keep the keys of the houses.")],
        ),
        # characters with a meaning of their own in PDF
        ([Line(r"Keys (brass) \ locks", 700)], [("paragraph", 0, r"Keys (brass) \ locks")]),
    ],
)  # fmt: skip
def test_pages(page: list[Line], expected: list[tuple[str, int, str]]) -> None:
    # one line of the usual size fixes what is large
    assert told(read(write_pdf([page]))) == expected


def test_the_size_of_letters_counts_as_they_are_drawn() -> None:
    scaled = (
        b"BT /bold 1 Tf 20 0 0 20 72 770 Tm (Night Porter) Tj ET BT /plain 10 Tf 72 700 Td (Guards the gate.) Tj ET"
    )
    assert told(read(write_objects([scaled]))) == [("heading", 1, "Night Porter"), ("paragraph", 0, "Guards the gate.")]


@pytest.mark.parametrize(
    ("operators", "text"),
    [
        (b"BT /plain -11 Tf 72 700 Td (Porter) Tj ET", "Porter"),
        (b"BT /none 11 Tf 72 700 Td (Porter) Tj ET", "Porter"),
        (b"q " * 100_000 + b"BT /plain 11 Tf 72 700 Td (Porter) Tj ET", "Porter"),
        (b"BT /plain 1e38 Tf 1e38 0 0 1e38 1e38 1e38 Tm (Porter) Tj ET", ""),
        (b"BT /plain 0 Tf 72 700 Td (Porter) Tj ET", ""),
        (b"[" * 100_000, ""),
    ],
)
def test_odd_operators_are_read_or_refused(operators: bytes, text: str) -> None:
    data = write_objects([operators])
    if text:
        assert read(data).text == text
    else:
        with pytest.raises(UnreadableInput, match="no text on its page"):
            read(data)


def test_pages_go_on_and_letterheads_are_left_out() -> None:
    pages = [
        [Line("Quill Gatekeepers", 810), *lines([first, last]), Line(f"Page {number} of 3", 30)]
        for number, (first, last) in enumerate(
            [("Night Porter", "You guard the gate"), ("and the house.", "You keep"), ("keys.", "You open.")], 1
        )
    ]
    assert [text for *_, text in told(read(write_pdf(pages)))] == [
        "Night Porter",
        "You guard the gate and the house.",
        "You keep keys.",
        "You open.",
    ]


def test_links_of_a_pdf() -> None:
    link = Linked("https://quill.example/apply", (72, 695, 101, 712))
    posting = read(write_pdf([[Line("Apply here", 700, x=72), Line("today", 700, x=140)]], [link]))
    [found] = [link for block in posting.blocks for link in block.links]
    assert (found.span.of(posting.text), found.url) == ("Apply", "https://quill.example/apply")


def test_a_pdf_becomes_facts(tmp_path: Path) -> None:
    import rolegraph

    path = tmp_path / "porter.pdf"
    path.write_bytes(
        write_pdf([[Line("Night Porter", 770, size=20), *lines(["You report to the Head Porter."], top=700)]])
    )
    built = rolegraph.build(path)
    assert [data["label"] for _, data in built.reporting().nodes(data=True)] == ["Head Porter", "Night Porter"]
    assert built.validate().conforms


DOUBLING = {f"f{n}": b"/f%d Do /f%d Do" % (n - 1, n - 1) if n else b"BT /plain 9 Tf (x) Tj ET" for n in range(30)}
BOMB = b"BT /plain 9 Tf 7 7 Td (abcd) Tj ET " * 3_000_000


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        (write_pdf([lines(["Porter"])])[:-300], MalformedInput, "cut off"),
        (write_pdf([lines(["Porter"])]).replace(b"obj", b"jbo").replace(b"xref", b"fexr"), MalformedInput, "broken"),
        (b"%PDF-1.7\n%%EOF", MalformedInput, "broken"),
        (write_pdf([lines(["Porter"])], encrypted=True), UnreadableInput, "encrypted: save it without a password"),
        # a scan holds pictures and no letters
        (write_pdf([[], []]), UnreadableInput, "no text on its 2 pages: if it is a scan"),
        (write_pdf([[]] * 501), UnreadableInput, "more than 500 pages"),
        # a few kilobytes that would take hours, and such as would take all memory
        (write_objects([b"/f29 Do"], forms=DOUBLING), UnreadableInput, "too much time or memory"),
        (write_objects([BOMB]), UnreadableInput, "too much time or memory"),
    ],
    ids=["cut", "damaged", "hollow", "encrypted", "scan", "pages", "forms", "memory"],
)  # fmt: skip
def test_broken_pdf(data: bytes, error: type[InputError], cause: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_lines, "MAX_SECONDS", 2)
    with pytest.raises(error, match=cause) as caught:
        read(data, "a.pdf")
    assert caught.value.source == "a.pdf"


def test_a_pdf_may_begin_late_where_its_name_promises_one() -> None:
    data = b"\r\n" + write_pdf([lines(["Porter"])])
    assert read(data, "a.pdf").text == "Porter"
    with pytest.raises(UnreadableInput, match="binary"):
        read(data, "-")


def test_docx() -> None:
    data = document()
    posting = read(data)
    assert told(posting) == [
        ("heading", 1, "Night Porter"),
        ("heading", 1, "The gate"),
        ("paragraph", 0, "You report to the Head Porter."),
        ("heading", 6, "Duties"),
        ("item", 1, "guard"),
        ("item", 1, "keep keys"),
        ("cell", 0, "Location"),
        ("cell", 0, "Oslo"),
        ("paragraph", 0, "See our page"),
    ]
    assert [span.of(posting.text) for span in posting.blocks[2].strong] == ["Head Porter"]
    [link] = posting.blocks[-1].links
    assert (link.span.of(posting.text), link.url) == ("our page", "https://quill.example/")


def document() -> bytes:
    import io

    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = Document()
    made.add_heading("Night Porter", 0)
    made.add_heading("The gate", 1)
    paragraph = made.add_paragraph("You report to the ")
    paragraph.add_run("Head Porter").bold = True
    paragraph.add_run(".")
    made.add_paragraph().add_run("Duties").bold = True
    for item in ("guard", "keep keys"):
        made.add_paragraph(item, "List Bullet")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Location", "Oslo"
    paragraph = made.add_paragraph("See ")
    link, run, text = (OxmlElement(f"w:{name}") for name in ("hyperlink", "r", "t"))
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link.set(qn("r:id"), made.part.relate_to("https://quill.example/", relation, is_external=True))
    text.text = "our page"
    run.append(text)
    link.append(run)
    paragraph._p.append(link)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        # deleted text is gone, inserted text is there
        (BODY % f"<w:p>{CUT}{INSERTED}</w:p>", "Porter"),
        # nothing outside the document is read
        ('<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + BODY % (TEXT % "Por&e;ter"), "Porter"),
        (BODY % (TEXT % "&lt;b&gt;Porter&lt;/b&gt;"), "<b>Porter</b>"),
    ],
)  # fmt: skip
def test_docx_texts(xml: str, text: str) -> None:
    assert read(repack(write_docx("x"), document=xml.encode())).text == text


DEEP = BODY % ("<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000)
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
LAUGHING = f'<!DOCTYPE d [<!ENTITY e0 "ha">{LAUGHS}]>' + BODY % (TEXT % "&e9;")


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        (write_docx("Porter")[:-200], MalformedInput, "cut off or broken: File is not a zip file"),
        (write_docx("Porter")[:60], MalformedInput, "cut off or broken"),
        (repack(write_docx("x"), document=b"<w:document"), MalformedInput, "cut off or broken"),
        (repack(write_docx("x"), document=b"<html/>"), MalformedInput, "cut off or broken|no text"),
        (repack(write_docx("x"), document=(BODY % "").encode()), MalformedInput, "no text"),
        # a billion laughs, nesting without end, a bomb
        (repack(write_docx("x"), document=LAUGHING.encode()), MalformedInput, "amplification"),
        (repack(write_docx("x"), document=DEEP.encode()), MalformedInput, "nested too deep"),
        (repack(write_docx("x"), document=b" " * 20_000_000), UnreadableInput, "more than the 10,000,000 allowed"),
    ],
    ids=["cut", "stump", "xml", "foreign", "blank", "laughs", "deep", "bomb"],
)  # fmt: skip
def test_broken_docx(data: bytes, error: type[InputError], cause: str) -> None:
    with pytest.raises(error, match=cause) as caught:
        read(data, "a.docx")
    assert caught.value.source == "a.docx"


@pytest.mark.parametrize(("package", "data"), [("pypdfium2", write_pdf([[]])), ("mammoth", write_docx("Porter"))])
def test_without_the_extra_an_error_says_what_to_install(
    package: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UnreadableInput, match=r"pip install 'rolegraph\[documents\]'"):
        read(data)


def test_other_office_documents_are_told_from_docx() -> None:
    book = write_docx("x").replace(b"word/", b"xlxx/")
    with pytest.raises(UnreadableInput, match="a ZIP archive or an Office document"):
        read(book)
