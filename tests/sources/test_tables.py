"""Tables: a row a posting, columns by the user's word, by name, by content; a bad row an error of its own."""

import io
import tracemalloc
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph import sources
from rolegraph.errors import InputError, MalformedInput, UnreadableInput, UsageError
from rolegraph.headers import fold
from rolegraph.postings import Posting
from rolegraph.settings import Settings
from rolegraph.sources.columns import NAMES
from rolegraph.sources.tables import find_delimiter

Map = Mapping[str, Sequence[str]]
LONG = "You guard the gate at night and keep the keys of all the houses; you report to the Head Porter in all things."


def each(data: str | bytes, name: str = "a.csv", map: Map | None = None, **settings: Any) -> list[Posting | InputError]:
    encoded = data.encode() if isinstance(data, str) else data
    return list(sources.read_each(encoded, name, Settings(map=map or {}, **settings)))


def told(posting: Posting | InputError) -> list[tuple[str, str]]:
    assert isinstance(posting, Posting), posting
    return [(block.name or block.kind, block.span.of(posting.text)) for block in posting.blocks]


PORTER = [("title", "Porter"), ("organization", "Quill"), ("paragraph", "Guards the gate.")]


@pytest.mark.parametrize(
    "data",
    [
        "title,company,description\nPorter,Quill,Guards the gate.\n",
        # as spreadsheet programs write it: a byte-order mark, semicolons, CRLF, and in UTF-16 with tabs
        b"\xef\xbb\xbftitle;company;description\r\nPorter;Quill;Guards the gate.\r\n",
        "title\tcompany\tdescription\nPorter\tQuill\tGuards the gate.\n".encode("utf-16"),
        "sep=|\ntitle|company|description\nPorter|Quill|Guards the gate.\n",
        # line ends of old Macs, no last line end, blank lines
        "title,company,description\rPorter,Quill,Guards the gate.",
        "\n\ntitle,company,description\n\nPorter,Quill,Guards the gate.\n\n",
        # names in other spellings, in quotes, with blanks at their ends, and one twice
        '"Job Title",companyName, Job_Description \nPorter,Quill,Guards the gate.\n',
        "title,company,title,description\nPorter,Quill,Other,Guards the gate.\n",
        # cells that hold nothing, and fewer or more blank cells than names
        "title,company,location,description,url\nPorter,Quill,NaN,Guards the gate.\n",
        "title,company,description\nPorter,Quill,Guards the gate.,,\n",
        # the title of a column that has a delimiter in it
        '"title","company","description","pay; net"\nPorter,Quill,Guards the gate.,\n',
        # mark-up in a cell
        "title,company,description\nPorter,Quill,<p>Guards the <b>gate</b>.</p>\n",
    ],
)
def test_forms_of_tables(data: str | bytes) -> None:
    [posting] = each(data)
    assert told(posting) == PORTER


def test_cells_in_quotes_hold_lines_delimiters_and_quotes() -> None:
    first, second = each('title,description\nPorter,"Guards the ""gate"",\n- keeps keys"\nCook,Cooks.\n')
    assert told(first)[1:] == [("paragraph", 'Guards the "gate",'), ("item", "keeps keys")]
    # the row's number counts rows, as spreadsheets do, not lines
    assert [first.source, second.source] == ["a.csv#row=2", "a.csv#row=3"]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        # without a promising name the header tells; two known names, one of what is read, all short
        ("-", "title,company\nPorter,Quill\n", "csv"),
        ("-", "Job Title;Ort;Description\nPorter;Oslo;Guards\n", "csv"),
        ("a.txt", "title,company\nPorter,Quill\n", "text"),
        ("-", "Porter, Oslo\nGuards the gate.\n", "text"),
        ("-", "Title, company and description: all of them are told below\n", "text"),
        ("-", "company,location\nQuill,Oslo\n", "text"),
        # the content against the name
        ("a.csv", "<!doctype html><h1>Porter</h1>", "html"),
        ("a.csv", '{"title": "Porter"}', "json"),
        ("a.pdf", "<p>Porter</p>", "html"),
    ],
)
def test_what_is_a_table(name: str, data: str, kind: str) -> None:
    assert (sources.find_raw(data.encode(), name) or sources.find_source(data, name)) == kind


@pytest.mark.parametrize("name", NAMES)
def test_every_known_name_is_read_as_its_field(name: str) -> None:
    for known in NAMES[name]:
        if "." in known or (known, name) == ("text", "body"):
            continue
        header = f"{known.upper().replace('_', ' ')},headline,other"
        map = {"title": "headline"} if name != "title" else {}
        [posting] = each(f"{header}\nKept as it is,Porter,x\n", map=map)
        assert "Kept as it is" in [text for kind, text in told(posting) if kind in (name, "paragraph")]


@pytest.mark.parametrize(
    ("header", "row", "map", "expected"),
    [
        # what the user names, in the user's spelling or another
        (
            "Rolle,Text",
            "Porter,Guards",
            {"title": "Rolle", "body": "text"},
            [("title", "Porter"), ("paragraph", "Guards")],
        ),
        # all columns of a field, in the order named
        (
            "t,a,b",
            "Porter,x,y",
            {"title": "t", "body": ["b", "a"]},
            [("title", "Porter"), ("paragraph", "y"), ("paragraph", "x")],
        ),
        # a column that is named for one field is not guessed for another; a field can be left out
        ("title,company", "Porter,Quill", {"unit": "company"}, [("title", "Porter"), ("unit", "Quill")]),
        ("title,company", "Porter,Quill", {"organization": ""}, [("title", "Porter")]),
        # the field's name in other spellings
        (
            "title,kind",
            "Porter,Full-time",
            {"Employment_Type": "kind"},
            [("title", "Porter"), ("employment-type", "Full-time")],
        ),
        # parts of the text in columns of their own stand under headings
        (
            "title,description,duties,preferred_qualifications",
            "Porter,Hello.,Guards,Tall",
            {},
            [
                ("title", "Porter"),
                ("paragraph", "Hello."),
                ("heading", "Duties"),
                ("paragraph", "Guards"),
                ("heading", "Preferred qualifications"),
                ("paragraph", "Tall"),
            ],
        ),
        (
            "title,todo",
            "Porter,Guards",
            {"responsibilities": "todo"},
            [("title", "Porter"), ("heading", "Responsibilities"), ("paragraph", "Guards")],
        ),
        # names say nothing of the text: the column of long texts is it
        ("title,a,b", f"Porter,short,{LONG}", {}, [("title", "Porter"), ("paragraph", LONG)]),
        ("title,a,b", "Porter,short,words", {}, [("title", "Porter")]),
        ("x,b", f"Porter,{LONG}", {}, [("paragraph", LONG)]),
    ],
)
def test_columns(header: str, row: str, map: Map, expected: list[tuple[str, str]]) -> None:
    for data, name in ((f"{header}\n{row}\n".encode(), "a.csv"), (parquet(header, row), "a.parquet")):
        [posting] = each(data, name, map)
        assert told(posting) == expected


def test_a_map_is_for_records_too() -> None:
    line = '{"headline": "Porter", "office": {"city": "Oslo"}, "advert": "Guards the gate."}\n'
    map = {"title": "headline", "location": "office.city", "body": "advert"}
    for data, name in ((line, "a.jsonl"), (f"[{line}]", "a.json"), (line, "a.json")):
        [posting] = each(data, name, map)
        assert told(posting) == [("title", "Porter"), ("location", "Oslo"), ("paragraph", "Guards the gate.")]


def test_the_first_posting_says_how_columns_were_read() -> None:
    first, second = each("title,number,description\nPorter,1,Guards.\nCook,2,Cooks.\n")
    assert isinstance(first, Posting)
    assert first.problems == ("columns read: title = title, body = description; columns left out: number",)
    assert isinstance(second, Posting)
    assert second.problems == ()


@pytest.mark.parametrize(
    ("data", "map", "cause"),
    [
        ("title,body\nx,y\n", {"title": "titel"}, r"no column 'titel', .* mean 'title'\? \(columns: title, body\)"),
        ("a,b\nx,y\n", {}, r"no column in it holds titles or texts: name one with --map .*\(columns: a, b\)"),
        ("title,Line Manager\nx,y\n", {}, r"a table of posts, not of postings: it has the column 'Line Manager'"),
        ("title,body\n", {}, "no rows below"),
        ("sep=;\n", {}, "no rows in it"),
        (f"{'a' * 90},{','.join(map(str, range(90)))}\n1,2\n", {}, r"\(columns: a{40}…, 0, .* and 61 more\)"),
        (b"titl\xe9,body\nx,y\n", {}, "not utf-8 .*--encoding"),
        (b"title,body\n\0\0\0", {}, "binary"),
    ],
)
def test_tables_without_postings(data: str | bytes, map: Map, cause: str) -> None:
    with pytest.raises(InputError, match=cause) as caught:
        each(data, map=map)
    assert caught.value.source == "a.csv"


def test_a_map_of_what_is_no_field_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="map 'titel': no field is called so: choose among title, "):
        each("title\nx\n", map={"titel": "title"})
    with pytest.raises(UsageError, match="give the columns by the names"):
        Settings(map="title=a")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "error", "cause"),
    [
        (b'"a"b,c', MalformedInput, "not a row of a table"),
        (b"a,b,c", MalformedInput, "3 cells where the first row names 2"),
        (b"Caf\xe9 Manager,x", UnreadableInput, r"not utf-8 \(0xE9\).*--encoding windows-1252"),
        (b"nan,null", MalformedInput, "no text"),
    ],
)
def test_a_bad_row_is_an_error_of_its_own(row: bytes, error: type[InputError], cause: str) -> None:
    before, bad, after = each(b"title,body\nPorter,Guards\n" + row + b"\nK\xc3\xb6chin,Cooks\n")
    assert isinstance(before, Posting)
    assert told(after)[0] == ("title", "Köchin")
    assert isinstance(bad, error)
    assert bad.source == "a.csv#row=3"
    with pytest.raises(AssertionError, match=cause):
        told(bad)


def test_what_is_cut_off_within_quotes_is_told() -> None:
    good, bad = each('title,body\nPorter,Guards\nCook,"Cooks and')
    assert isinstance(good, Posting)
    assert isinstance(bad, MalformedInput)
    assert "unexpected end of data" in bad.cause


def test_an_encoding_that_is_named_is_that_of_all_rows() -> None:
    for encoding in ("windows-1252", "utf-16-le"):
        [posting] = each("title,body\nKöchin,Cooks\n".encode(encoding), encoding=encoding)
        assert told(posting)[0] == ("title", "Köchin")


def test_a_row_is_what_it_says_wherever_it_stands() -> None:
    [first] = each("title,body\nPorter,Guards\n")
    _, second = each("title,body\nCook,Cooks\nPorter,Guards\n", "b.csv")
    assert isinstance(first, Posting)
    assert isinstance(second, Posting)
    assert first.digest == second.digest


def test_a_large_table_is_not_held_twice() -> None:
    rows = 100_000
    data = b"title,body\n" + b"Porter,Guards the gate at night and keeps the keys of all the houses.\n" * rows
    seen = 0
    tracemalloc.start()
    for one in sources.read_each(data, "a.csv"):
        seen += isinstance(one, Posting)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seen == rows
    assert most < len(data) // 4


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=1, max_size=4), max_size=6))
def test_any_cells_are_postings_or_input_errors(rows: list[list[str]]) -> None:
    data = "title,body\n" + "\n".join(",".join(row) for row in rows)
    try:
        found = each(data)
    except InputError:
        return
    assert all(isinstance(one, Posting | InputError) for one in found)


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["a,b"], ","),
        (["a;b", "1,5;2,5"], ";"),
        (["a\tb", "x, y\tz"], "\t"),
        (["a|b;c", "x|y"], "|"),
        (["a"], ","),
        ([], ","),
    ],
)
def test_find_delimiter(lines: list[str], delimiter: str) -> None:
    assert find_delimiter([f"{line}\n" for line in lines]) == delimiter


def test_names_are_told_apart_by_letters_and_digits_only() -> None:
    assert fold("Job-Title ") == fold("JOB_TITLE") == fold("jobTitle")
    folded = [fold(name) for known in NAMES.values() for name in known if name != "text"]
    assert len(folded) == len(set(folded)), "a name that stands twice would be read as two fields"


def parquet(header: str, row: str, **columns: Any) -> bytes:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as library

    cells = dict(zip(header.split(","), ([cell] for cell in row.split(",", header.count(","))), strict=True))
    stream = io.BytesIO()
    library.write_table(pyarrow.table({**cells, **columns}), stream)
    return stream.getvalue()


def test_parquet_values_of_other_kinds() -> None:
    import datetime as dt
    from decimal import Decimal

    day = dt.date(2026, 3, 4)
    columns: dict[str, list[Any]] = {
        "location": [["Oslo", "Bergen"]],
        "posted_at": [dt.datetime(2026, 3, 4)],
        "deadline": [day],
        "salary": [Decimal("50.5")],
        "id": [7],
        "company": [b"Quill"],
        "score": [float("nan")],
    }
    [posting] = each(parquet("title,body", "Porter,Guards", **columns), "a.parquet")
    assert told(posting) == [
        ("title", "Porter"),
        ("organization", "Quill"),
        ("location", "Oslo"),
        ("location", "Bergen"),
        ("date-posted", "2026-03-04"),
        ("valid-through", "2026-03-04"),
        ("pay", "50.5"),
        ("identifier", "7"),
        ("paragraph", "Guards"),
    ]
    assert isinstance(posting, Posting)
    assert posting.source == "a.parquet#row=1"


def broken_parquets() -> Iterator[tuple[bytes, str]]:
    whole = parquet("title,body", "Porter,Guards")
    yield whole[: len(whole) // 2], "not Parquet, or broken"  # cut off
    yield b"PAR1", "not Parquet, or broken"
    yield whole[:4] + b"\xff" * 60 + whole[64:], "broken"  # a damaged page
    yield parquet("title,body", f"Porter,{'Guards ' * 400_000}"), "unpacked, more than"


def test_broken_parquet() -> None:
    for data, cause in broken_parquets():
        with pytest.raises(InputError, match=cause):
            list(sources.read(data, "a.parquet", Settings(max_bytes=200_000)))


def test_parquet_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data = parquet("title,body", "Porter,Guards")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UnreadableInput, match=r"pip install 'rolegraph\[parquet\]'"):
        each(data, "-")
