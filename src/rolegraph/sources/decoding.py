"""Bytes to text: the checks that every input passes before a source reads it."""

import codecs
import re
from typing import Final

from rolegraph.errors import UnreadableInput

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(
    rb"""<meta(?=[\s/])[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{1,40})""",
    re.IGNORECASE,
)
# plain words in lower-case bytes are found twenty times faster than a pattern that ignores case
_HINTS: Final = (b"charset", b"<?xml")
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
# browsers look at 1,024 bytes first, and again when a declaration comes later
_FIRST: Final = 8192
# labels of the Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels) that Python does not know, or
# understands otherwise than browsers do
_LABELS: Final = {
    **dict.fromkeys(
        ("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "cp819"), "windows-1252"
    ),
    **dict.fromkeys(("cp1252", "x-cp1252", "x-user-defined"), "windows-1252"),
    **dict.fromkeys(("utf8", "unicode-1-1-utf-8", "x-unicode20utf8"), "utf-8"),
    **dict.fromkeys(("x-sjis", "windows-31j", "shift_jis", "shift-jis", "sjis"), "cp932"),
    **dict.fromkeys(("x-gbk", "gb2312", "gb_2312-80", "gbk", "chinese"), "gb18030"),
    **dict.fromkeys(("ks_c_5601-1987", "ks_c_5601-1989", "euc-kr", "windows-949", "korean"), "cp949"),
    **dict.fromkeys(("x-euc-jp", "euc-jp"), "euc_jp"),
    **dict.fromkeys(("big5", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac_cyrillic"),
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "dos-874": "cp874",
    "tis-620": "cp874",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso-8859-8",
    "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman",
}
# what Python calls an encoding and no document is written in; UTF-7 hides mark-up from whoever checks the bytes
_NO_ENCODINGS: Final = frozenset(
    ("utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem")
)
# windows-1252 as the Encoding Standard has it: the five bytes that Python refuses are control characters
_WINDOWS_1252: Final = {
    code: bytes((code,)).decode("windows-1252", "ignore") or chr(code) for code in range(0x80, 0xA0)
}
_MAGIC: Final = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"{\\rtf": "an RTF document",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
}
_ADVICE: Final = "not a text: save the posting as HTML, JSON, Markdown, DOCX, PDF or text"


def refuse(data: bytes, source: str, *, max_bytes: int) -> None:
    """Refuse an input that no source reads, whatever its form.

    Args:
        data: The input, whole.
        source: Its name, for messages.
        max_bytes: The largest input accepted, in bytes.

    Raises:
        UnreadableInput: Empty or too large.
    """
    if not data or data.isspace():
        raise UnreadableInput(source, "the file is empty: give a file that holds a posting")
    if len(data) > max_bytes:
        raise UnreadableInput(
            source, f"{len(data):,} bytes, more than the {max_bytes:,} allowed: split it, or raise --max-bytes"
        )


def decode(data: bytes, source: str, *, encoding: str = "", max_bytes: int = 10_000_000) -> str:
    """Return the text that `data` holds.

    The encoding is, in this order: the one asked for, a byte-order mark, a `<meta charset>` or XML declaration among
    the first tags, UTF-8. Labels mean what the Encoding Standard (https://encoding.spec.whatwg.org/) says.

    Args:
        data: The input, whole.
        source: Its name, for messages.
        encoding: A Python or WHATWG encoding label, or "".
        max_bytes: The largest input accepted, in bytes.

    Returns:
        The text, without a byte-order mark.

    Raises:
        UnreadableInput: Empty, too large, binary, or not in its encoding.

    Example:
        >>> decode("Köln".encode("utf-16"), "a.txt")
        'Köln'
    """
    refuse(data, source, max_bytes=max_bytes)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableInput(source, f"{what}, {_ADVICE}")
    return _decode(data, encoding or find_encoding(data, source), source).removeprefix("\ufeff")


def _decode(data: bytes, label: str, source: str) -> str:
    label = label.strip()
    name = _LABELS.get(label.lower(), label)
    if name.lower() == "windows-1252":
        return data.decode("latin-1").translate(_WINDOWS_1252)
    try:
        if name.lower().replace("_", "-") in _NO_ENCODINGS:
            raise LookupError(name)
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            source,
            f"not {label} at byte {error.start} (0x{data[error.start]:02X}):"
            " name the encoding, for example --encoding windows-1252",
        ) from None
    except (LookupError, ValueError):
        raise UnreadableInput(
            source, f"unknown encoding {label!r}: name one that Python knows with --encoding"
        ) from None


def find_encoding(data: bytes, source: str) -> str:
    """Return the label of the encoding that an input is in: that of its mark, or of its declaration, or UTF-8.

    Raises:
        UnreadableInput: It is binary.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\0" in data[:1024]:
        raise UnreadableInput(source, f"binary data, {_ADVICE}; UTF-16 needs a byte-order mark or --encoding utf-16")
    head = data[:_FIRST].lstrip()
    lower = head.lower() if head.startswith(b"<") else b""
    if any(hint in lower for hint in _HINTS) and (declared := _DECLARED.search(_COMMENT.sub(b"", head))):
        name = (declared[1] or declared[2]).decode("ascii")
        # 13.2.3.2: bytes in which "charset=utf-16" can be read are not UTF-16
        return "utf-8" if name.lower().startswith(("utf-16", "utf-32")) else name
    return "utf-8"
