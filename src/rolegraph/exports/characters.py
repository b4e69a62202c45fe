"""Characters that a format cannot say, and what is done about them."""

from typing import Final

from rolegraph.errors import OutputError
from rolegraph.regexes import regex

# https://www.w3.org/TR/xml/#charsets
_NOT_XML: Final = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def not_xml(text: str) -> bool:
    r"""Return whether `text` holds a character that XML 1.0 cannot say, not even escaped.

    Example:
        >>> not_xml("tab\t"), not_xml("bell\a")
        (False, True)
    """
    return _NOT_XML.search(text) is not None


def keep_returns(document: bytes) -> bytes:
    r"""Return an XML document in which carriage returns are escaped, as readers turn bare ones into newlines.

    Example:
        >>> keep_returns(b"<p>a\r</p>")
        b'<p>a&#13;</p>'
    """
    return document.replace(b"\r", b"&#13;")


def shown(text: str) -> str:
    r"""Return a text for an error message: in ASCII, cut where it is long.

    Example:
        >>> shown("Café\n")
        'Caf\\xe9\\n'
    """
    escaped = text.encode("unicode_escape").decode("ascii")
    return escaped if len(escaped) <= 300 else f"{escaped[:300]}..."


def encode(lines: str) -> bytes:
    r"""Return `lines` in UTF-8.

    Raises:
        OutputError: A line holds a lone surrogate, which UTF-8 has no form for; the message names the line.

    Example:
        >>> encode("Öfen")
        b'\xc3\x96fen'
    """
    try:
        return lines.encode()
    except UnicodeEncodeError as error:
        line = lines[lines.rfind("\n", 0, error.start) + 1 :].partition("\n")[0]
        raise OutputError(f"UTF-8 has no lone surrogates: {shown(line)}; replace them by U+FFFD") from error
