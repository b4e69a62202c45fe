"""A thousand files, fifty of them broken in every way that files are: the others are built, those are named."""

import gzip
import io
import json
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

import rolegraph
from rolegraph import sources
from rolegraph.errors import InputError, InternalFault

from .sources.writing import Line, lines, repack, write_docx, write_pdf

pytest.importorskip("pyarrow")

MANY = 1000
BROKEN = 50
MAX_BYTES = 1_000_000


def parquet(**columns: list[str]) -> bytes:
    import pyarrow
    from pyarrow import parquet as library

    stream = io.BytesIO()
    library.write_table(pyarrow.table(columns), stream)
    return stream.getvalue()


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for name, data in members.items():
            out.writestr(name, data)
    return stream.getvalue()


def page(text: str) -> bytes:
    return f"<h1>Porter of house {text}</h1><p>You report to the Head Porter.</p>".encode()


# each form, given a number that makes the posting another than the others
GOOD: dict[str, Callable[[str], bytes]] = {
    ".html": page,
    ".htm": lambda n: page(n).decode().encode("utf-16"),
    ".md": lambda n: f"---\ntitle: Porter of house {n}\n---\nYou report to the Head Porter.\n".encode(),
    ".txt": lambda n: f"Porter of house {n}\n\nYou report to the Head Porter.\n".encode(),
    ".json": lambda n: json.dumps({"title": f"Porter of house {n}", "description": "<p>Guards.</p>"}).encode(),
    ".jsonl": lambda n: json.dumps({"title": f"Porter of house {n}", "text": "Guards.\nReports."}).encode(),
    ".csv": lambda n: f"Job Title;Description\nPorter of house {n};Guards the gate.\n".encode(),
    ".tsv": lambda n: f"title\tbody\nPorter of house {n}\tGuards the gate.\n".encode(),
}
COSTLY: dict[str, Callable[[str], bytes]] = {
    ".docx": lambda n: write_docx(f"# Porter of house {n}", "You report to the Head Porter.", "- guard"),
    ".pdf": lambda n: write_pdf([[Line(f"Porter of house {n}", 770, size=20), *lines(["Guards the gate."], top=700)]]),
    ".parquet": lambda n: parquet(title=[f"Porter of house {n}"], body=["Guards the gate."]),
}


def broken() -> Iterator[tuple[str, bytes, str]]:
    """Yield what is wrong with a file: its ending, its bytes, and what is said of it."""
    good = page("x")
    for ending in (".html", ".md", ".csv", ".json", ".pdf", ".docx", ".parquet"):
        yield ending, b"", "the file is empty"
    yield ".txt", b" \n\t\n", "the file is empty"
    yield ".html", b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG picture"
    yield ".html", gzip.compress(good, mtime=0), "a gzip archive"
    yield ".html", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "an old Office document"
    yield ".txt", b"{\\rtf1\\ansi Porter}", "an RTF document"
    yield ".txt", bytes(range(256)), "binary data"
    yield ".html", b"SQLite format 3\0" + bytes(100), "an SQLite database"
    yield ".txt", "Porter in Köln".encode("cp1252"), "not utf-8 at byte 11"
    yield ".txt", "Porter".encode("utf-16-le"), "binary data"
    yield ".html", b"<meta charset=utf-8><h1>K\xf6chin</h1>", "not utf-8 at byte"
    yield ".html", b"<meta charset=klingon><h1>Porter</h1>", "unknown encoding 'klingon'"
    yield ".html", b"<html><body><script>draw()</script></body></html>", "no text"
    yield ".html", b"<p>We are closed.</p>", "no title found"
    yield ".html", good + b"<!-- -->" * 150_000, "more than the 1,000,000 bytes allowed"
    yield ".md", b"---\nlayout: page\n---\n", "no text"
    yield ".json", b'{"title": "Porter", "descr', "not JSON"
    yield ".json", b"[]", "no posting in it"
    yield ".json", b"[" * 100_000, "nested too deep"
    yield ".json", b'{"jobs": [1, 2]}', "no posting in it"
    yield ".jsonl", b'["Porter"]', "not a JSON object"
    yield ".jsonl", b'{"title": "Por', "not JSON"
    yield ".csv", b"a,b\n1,2\n", "no column in it holds titles or texts: .*columns: a, b"
    yield ".csv", b"employee_id,title\n7,Porter\n", "a table of posts, but no column says whom each post reports to"
    yield ".csv", b"title,body\n", "no rows below"
    yield ".csv", b"title,body\nK\xf6chin,Cooks\n", "not utf-8"
    yield ".csv", b'title,body\nPorter,"Guards', "not a row of a table"
    yield ".csv", b"title,body\nPorter,Guards,at,night\n", "4 cells where the first row names 2"
    yield ".pdf", b"%PDF-1.7\n" + bytes(200), "cut off"
    yield ".pdf", COSTLY[".pdf"]("x")[:-400], "cut off"
    yield ".pdf", b"%PDF-1.7\nPorter\n%%EOF\n", "not PDF, or broken"
    yield ".pdf", write_pdf([lines(["Porter"])], encrypted=True), "encrypted"
    yield ".pdf", write_pdf([[]]), "no text on its page"
    yield ".docx", COSTLY[".docx"]("x")[:5000], "cut off or broken"
    yield ".docx", repack(write_docx("x"), document=b"<w:document"), "cut off or broken"
    yield ".docx", repack(write_docx("x"), document=b" " * 1_200_000), "unpacked, more than the 1,000,000 allowed"
    yield ".docx", archive(readme=b"Porter"), "cut off or broken"
    yield ".docx", archive(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}), "cut off or broken"
    yield ".zip", archive(readme=b"Porter"), "a ZIP archive"
    yield ".parquet", COSTLY[".parquet"]("x")[:300], "not Parquet, or broken"
    yield ".parquet", b"PAR1" + bytes(100) + b"PAR1", "not Parquet, or broken"
    yield ".parquet", parquet(a=["1"], b=["2"]), "no column in it holds titles or texts"


def write_batch(folder: Path) -> dict[str, str]:
    """Write the files; return what is to be said of the broken ones, by name."""
    forms = [*islice(cycle(GOOD.items()), MANY - BROKEN - 30), *islice(cycle(COSTLY.items()), 30)]
    for number, (ending, make) in enumerate(forms):
        (folder / f"posting-{number:03}{ending}").write_bytes(make(str(number)))
    wrong = {}
    for number, (ending, data, cause) in enumerate(broken()):
        path = folder / f"broken-{number:02}{ending}"
        path.write_bytes(data)
        wrong[str(path)] = cause
    (folder / "broken-folder.html").mkdir()
    (folder / "broken-link.html").symlink_to("nowhere.html")
    wrong[str(folder / "broken-folder.html")] = "a folder, and no file"
    wrong[str(folder / "broken-link.html")] = "no such file"
    if os.geteuid() != 0:  # root may read all
        locked = next(iter(wrong))
        Path(locked).chmod(0)
        wrong[locked] = "cannot be read: Permission denied"
    return wrong


def test_fifty_broken_files_of_a_thousand_cost_fifty_postings(tmp_path: Path) -> None:
    wrong = write_batch(tmp_path)
    names = sorted(map(str, tmp_path.iterdir()))
    assert (len(names), len(wrong)) == (MANY, BROKEN)
    built = rolegraph.build(*names, max_bytes=MAX_BYTES)
    assert len(built.postings) == MANY - BROKEN
    assert {posting.source.partition("#")[0] for posting in built.postings} == set(names) - set(wrong)
    said = {problem.source.partition("#")[0]: problem for problem in built.problems}
    assert sorted(said) == sorted(wrong)
    assert len(built.problems) == BROKEN
    for name, cause in wrong.items():
        with pytest.raises(InputError, match=cause):
            raise said[name]
        assert not isinstance(said[name], InternalFault)


def test_a_folder_with_nothing_to_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.odt").write_bytes(b"x")
    with pytest.raises(InputError, match="a folder, and no file in it has an ending that is known"):
        rolegraph.build(tmp_path)


def unit(kind: str) -> Any:
    return {
        ".html": "<div><p>Guards the <b>gate</b> at night.</p><ul><li>keys</li></ul></div>\n",
        ".md": "Guards the **gate** at night.\n\n- keys\n\n",
        ".txt": "Guards the gate at night.\n- keys\n",
    }[kind]


@pytest.mark.parametrize("kind", [".html", ".md", ".txt"])
def test_reading_a_megabyte_does_as_much_work_as_reading_it_in_pieces(kind: str) -> None:
    def calls(count: int) -> int:
        data = ("# Porter\n\n" + unit(kind) * count).encode()
        made = 0

        def tell(_frame: object, event: str, _argument: object) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        sys.setprofile(tell)
        try:
            [posting] = sources.read(data, f"a{kind}")
        finally:
            sys.setprofile(None)
        assert len(posting.blocks) > count
        return made

    calls(1)  # patterns compile at their first use
    few, many = calls(1_000), calls(10_000)
    assert many < few * 11
