"""DOCX, turned into HTML by mammoth and read as such. Needs the extra `documents`."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

from rolegraph.drafts import Draft
from rolegraph.errors import InputError, MalformedInput, UnreadableInput
from rolegraph.postings import Posting
from rolegraph.sources import markup
from rolegraph.sources.extras import need

# of the styles that Word has, those that mammoth does not know by itself
_STYLES: Final = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='List Paragraph'] => p:fresh
"""
_BROKEN: Final = (
    zipfile.BadZipFile,
    # what mammoth and the parser of XML raise for parts that are missing, cut off or not what they should be
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    NotImplementedError,
    zlib.error,
)


def read(data: bytes, source: str, digest: str, *, max_bytes: int) -> Iterator[Posting | InputError]:
    """Read a DOCX document.

    Args:
        data: Its bytes.
        source: Its name.
        digest: SHA-256 of the bytes.
        max_bytes: The most that its texts may unpack to.

    Yields:
        One posting. Headings, lists, tables, bold stretches and links are kept; pictures, comments, headers, footers
        and deleted text are left out.

    Raises:
        UnreadableInput: Encrypted, unpacking to too much, or mammoth is not installed.
        MalformedInput: Cut off or broken.
    """
    mammoth = need("mammoth", "DOCX", "documents", source)
    expat = need("xml.parsers.expat", "DOCX", "documents", source)
    try:
        _check(data, source, max_bytes)
        html = _convert(mammoth, data)
    except (*_BROKEN, expat.ExpatError) as error:
        raise MalformedInput(
            source, f"a DOCX that is cut off or broken: {' '.join(str(error).split())[:120] or type(error).__name__}"
        ) from None
    except RecursionError:
        raise MalformedInput(source, "tables or fields nested too deep to be a posting") from None
    draft = Draft(source, digest)
    markup.add_blocks(draft, markup.parse(draft.mend(html), draft.problems).body)
    yield draft.finish()


def _convert(mammoth: Any, data: bytes) -> str:
    converted = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=_STYLES,
        # a document must not say how it is read, nor name files to read
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=lambda _: [],
    )
    html: str = converted.value
    return html


def _check(data: bytes, source: str, max_bytes: int) -> None:
    """Refuse an archive whose texts unpack to too much; never more of a part is read than it says."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableInput(source, "encrypted: save it without a password")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > max_bytes:
        raise UnreadableInput(
            source, f"{unpacked:,} bytes unpacked, more than the {max_bytes:,} allowed: split it, or raise --max-bytes"
        )
