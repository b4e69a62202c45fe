"""Bytes become text in the encoding that they are in, or an error says what they are and what to do."""

import codecs
import encodings.aliases
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolegraph.errors import UnreadableInput
from rolegraph.sources.decoding import decode

META = '<meta charset="{}">Größe'


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        # nothing said: UTF-8
        ("Größe".encode(), "", "Größe"),
        # byte-order marks, which are no part of the text and win over a declaration
        (codecs.BOM_UTF8 + "Größe".encode(), "", "Größe"),
        ("Größe".encode("utf-16"), "", "Größe"),
        (codecs.BOM_UTF16_BE + "Größe".encode("utf-16-be"), "", "Größe"),
        ("Größe".encode("utf-32"), "", "Größe"),
        (("\ufeff" + META.format("windows-1252")).encode(), "", META.format("windows-1252")),
        # declared in the document, in quotation marks or not, old style, in XML
        (META.format("windows-1252").encode("cp1252"), "", META.format("windows-1252")),
        ("<meta charset=koi8-r>Кот".encode("koi8-r"), "", "<meta charset=koi8-r>Кот"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">“é”'.encode("cp1252"),
            "",
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">“é”',
        ),
        (
            '<?xml version="1.0" encoding="ISO-8859-2"?>Łódź'.encode("iso-8859-2"),
            "",
            '<?xml version="1.0" encoding="ISO-8859-2"?>Łódź',
        ),
        # labels of browsers that Python calls otherwise, or not at all
        (
            META.format("x-cp1251").encode("ascii", "ignore"),
            "",
            META.format("x-cp1251").replace("ö", "").replace("ß", ""),
        ),
        ("<meta charset=x-sjis>求人".encode("cp932"), "", "<meta charset=x-sjis>求人"),
        ("<meta charset=gb2312>镕".encode("gb18030"), "", "<meta charset=gb2312>镕"),
        # "ASCII" and "Latin-1" are windows-1252 in browsers, whose five undefined bytes are control characters
        (b"\x93x\x94\x81", "latin1", "“x”\x81"),
        ("“é”".encode("cp1252"), "ASCII", "“é”"),
        # a document in which "utf-16" can be read is not in UTF-16
        (META.format("utf-16").encode(), "", META.format("utf-16")),
        # what is asked for wins over all
        ("Größe".encode("utf-16-le"), "utf-16-le", "Größe"),
        (b"\xef\xbb\xbfa", "utf-8", "a"),
    ],
)
def test_encodings(data: bytes, encoding: str, text: str) -> None:
    assert decode(data, "a.html", encoding=encoding) == text


@pytest.mark.parametrize(
    ("data", "encoding", "cause"),
    [
        (b"", "", "the file is empty"),
        (b" \n\t ", "", "the file is empty"),
        # not in the encoding that is declared, asked for or taken for granted: where, and what helps
        (
            "caf\u00e9 \u00e9".encode("cp1252"),
            "",
            r"not utf-8 at byte 3 \(0xE9\): name the encoding, for example --encoding",
        ),
        (b'<meta charset="utf-8">\xe9', "", r"not utf-8 at byte 22 \(0xE9\)"),
        ("a".encode("utf-16") + b"b", "", "not utf-16 at byte"),
        (b"\xff\xfe\x00\xd8", "", "not utf-16"),
        # no encodings
        (b"<meta charset=klingon>x", "", "unknown encoding 'klingon'"),
        (b"x", "utf-7", "unknown encoding 'utf-7'"),
        (b"x", "undefined", "unknown encoding 'undefined'"),
        (b"x", "unicode_escape", "unknown encoding"),
        (b"x", "rot13", "unknown encoding"),
        (b"x", "zlib", "unknown encoding"),
        (b"x", "a\0b", "unknown encoding"),
        (b"x", "\ud800", "unknown encoding"),
        # other things than texts, whatever they are called and whatever encoding is asked for
        (b"\x89PNG\r\n\x1a\n", "", "a PNG picture, not a text"),
        (b"\x1f\x8b\x08\0", "windows-1252", "a gzip archive"),
        (b"PK\x03\x04\x14", "", "an Office document"),
        (b"%PDF-1.7", "", "a PDF document"),
        (b"{\\rtf1 Porter}", "", "an RTF document"),
        (b"Porter \0 gate", "", "binary data"),
        ("Größe".encode("utf-16-le"), "", "UTF-16 needs a byte-order mark"),
    ],
)
def test_what_cannot_be_read(data: bytes, encoding: str, cause: str) -> None:
    with pytest.raises(UnreadableInput, match=cause):
        decode(data, "a.html", encoding=encoding)


def test_size_is_bounded() -> None:
    assert decode(b"x" * 10, "a", max_bytes=10)
    with pytest.raises(UnreadableInput, match="11 bytes, more than the 10 allowed"):
        decode(b"x" * 11, "a", max_bytes=10)


@given(st.binary(max_size=200), st.sampled_from(["", "windows-1252", *sorted(set(encodings.aliases.aliases.values()))]))
def test_any_bytes_in_any_encoding(data: bytes, encoding: str) -> None:
    with suppress(UnreadableInput):
        assert isinstance(decode(data, "a", encoding=encoding), str)
