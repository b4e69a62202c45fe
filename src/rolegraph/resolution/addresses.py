"""The pages that postings stand on, by address: which postings a link leads to.

A page is known by the URL that it states, or by the path of its file. A link of a site that lies in files leads to the
file whose path ends as the link does: "/jobs/deck/mate/" to "site/jobs/deck/mate.md", and to "jobs--deck--mate.html" as
programs that save pages flatten folders.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import unquote

from rolegraph.regexes import regex

_WEB: Final = regex(r"https?://(?:[^/]*@)?(?:www\.)?([^/:]+)(?::\d+)?")
_ENDING: Final = regex(r"\.(?:x?html?|md|markdown|php|aspx?|jsp|txt)\Z")
_OF_A_FOLDER: Final = ("index", "readme", "default")
_FLATTENED: Final = regex(r"--|__")
_WORD: Final = regex(r"[^\W_]+")
_MOST_SEGMENTS: Final = 8
_MOST_WORDS: Final = 24
_MOST: Final = 24
"""How many postings a page may hold, or an ending be that of, to tell which is meant."""


class Address(NamedTuple):
    """An address in its parts: in small letters, without what does not tell one page from another."""

    host: str
    segments: tuple[str, ...]
    query: str


def parse(address: str) -> Address:
    """Return the parts of an address, which is a URL or the path of a file.

    Example:
        >>> parse("https://www.skerry.example/jobs/Mate/index.html?x=1#head")
        Address(host='skerry.example', segments=('jobs', 'mate'), query='x=1')
        >>> parse("jobs/mate.md") == parse("./jobs/mate/")
        True
    """
    text, _, query = address.partition("#")[0].casefold().partition("?")
    host = ""
    if web := _WEB.match(text):
        host, text = web[1], text[web.end() :]
    segments = [unquote(part) for part in text.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if segments:
        segments[-1] = _ENDING.sub("", segments[-1])
        if segments[-1] in _OF_A_FOLDER:
            segments.pop()
    return Address(host, tuple(segments), query)


class Pages:
    """Postings by the address of the page that they stand on.

    Args:
        addresses: Postings, each with its addresses: URLs that it states, the file or URL it was read from.

    Example:
        >>> pages = Pages([("<a>", ["site/jobs--deck--mate.html"]), ("<b>", ["site/first-mate.md"])])
        >>> [pages.find(link)[0] for link in ("/jobs/deck/mate/", "https://skerry.example/mate", "/jobs/first-mate")]
        [['<a>'], ['<a>'], ['<b>']]
    """

    def __init__(self, addresses: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._exact: dict[Address, list[str]] = defaultdict(list)
        # what paths end in: from any word on, and from the beginning of a segment on
        self._ends: dict[str, list[str]] = defaultdict(list)
        self._whole_ends: dict[str, list[str]] = defaultdict(list)
        for posting, stated in addresses:
            parsed = set(map(parse, stated))
            for one in parsed:
                self._exact[one].append(posting)
            # a page that says where it is is nowhere else
            if not any(one.host for one in parsed):
                for one in parsed:
                    self._note_ends(one.segments, posting)

    def _note_ends(self, segments: tuple[str, ...], posting: str) -> None:
        words: list[str] = []
        begins: set[int] = set()
        for part in (part for segment in segments for part in _FLATTENED.split(segment)):
            begins.add(len(words))
            words += _WORD.findall(part)
        for start in range(max(0, len(words) - _MOST_WORDS), len(words)):
            end = " ".join(words[start:])
            self._ends[end].append(posting)
            if start in begins:
                self._whole_ends[end].append(posting)

    def find(self, address: str) -> tuple[list[str], bool]:
        """Return the postings on the page that a link leads to, and whether it is the very address of the page.

        None where no page may be meant, or too many.
        """
        wanted = parse(address)
        found = self._exact.get(wanted)
        # the root of a site that nobody names may be that of any
        exact = found is not None and not address.startswith("/")
        if found is None and not wanted.query:
            segments = wanted.segments[-_MOST_SEGMENTS:]
            for start in range(len(segments)):
                end = " ".join(word for segment in segments[start:] for word in _WORD.findall(segment))
                # "security" ends "application-security" and is another page; two segments end a path by no chance
                ends = self._ends if len(segments) - start > 1 else self._whole_ends
                if end and (found := ends.get(end)):
                    break
        return (found if found and len(found) <= _MOST else []), exact
