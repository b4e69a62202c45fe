"""The table of SPARQL servers: how each is told, where it listens, and what it does its own way."""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Dialect(NamedTuple):
    """What one make of server does its own way.

    Args:
        name: What it is called by.
        told_by: The header that gives it away, in lower case, and what that begins with; ("", "") where none does.
        stores: Where it may offer the Graph Store Protocol, below its base.
        updates: Where it may take updates.
        queries: Where it may answer queries.
        media: The media type of triples that are sent to it.
        with_login: What is put behind these places for a request with a name and password.
        has_default_graph: Whether it has a default graph to write to.
        most_units: The most triples that one update holds; 0 for no limit of its own.
        large: What is added to the address of a large upload.
        says_html: Whether it answers a good upload with a page.
        counts_whole: Whether it counts all its graphs in about the time that it takes to count one.
        union: What a query is sent with, so that its default graph is the union of all graphs.
    """

    name: str
    told_by: tuple[str, str]
    stores: tuple[str, ...]
    updates: tuple[str, ...]
    queries: tuple[str, ...]
    media: str = "application/n-triples"
    with_login: str = ""
    has_default_graph: bool = True
    most_units: int = 0
    large: str = ""
    says_html: bool = False
    counts_whole: bool = False
    union: tuple[tuple[str, str], ...] = ()


_TABLE: Final = (
    # one transaction for a large upload takes five times as long as none; the count at the end sees to the rest
    Dialect(
        "oxigraph",
        ("server", "oxigraph/"),
        ("/store",),
        ("/update",),
        ("/query",),
        large="no_transaction",
        union=(("union-default-graph", ""),),
    ),
    # it compiles an update into SQL, and gives up on long ones
    Dialect(
        "virtuoso",
        ("server", "virtuoso/"),
        ("/sparql-graph-crud",),
        ("/sparql",),
        ("/sparql",),
        media="text/turtle",
        with_login="-auth",
        has_default_graph=False,
        most_units=300,
        says_html=True,
        counts_whole=True,
    ),
    Dialect(
        "fuseki",
        ("fuseki-request-id", ""),
        ("/data",),
        ("/update",),
        ("/query",),
        # its union of graphs leaves out what is in none
        union=(("default-graph-uri", "urn:x-arq:UnionGraph"), ("default-graph-uri", "urn:x-arq:DefaultGraph")),
    ),
    Dialect("rdf4j", ("", ""), ("/rdf-graphs/service",), ("/statements",), ("",)),
    Dialect(
        "sparql",
        ("", ""),
        ("/store", "/data", "/rdf-graph-store", "/rdf-graphs/service", "/graph-store", ""),
        ("/update", "/statements", "/sparql", ""),
        ("/query", "/sparql", ""),
    ),
)

DIALECTS: Final[dict[str, Dialect]] = {row.name: row for row in _TABLE}
"""Every make of server by name; "sparql" is any other, whose places are tried one after the other."""

_PLACES: Final = sorted(
    {place + row.with_login for row in _TABLE for places in row[2:5] for place in places if place}
    | {place for row in _TABLE for places in row[2:5] for place in places if place},
    key=len,
    reverse=True,
)


def base_of(url: str) -> str:
    """Return the base of a server from the address of any of its places.

    Example:
        >>> base_of("http://127.0.0.1:7878/query"), base_of("http://127.0.0.1:3030/roles/")
        ('http://127.0.0.1:7878', 'http://127.0.0.1:3030/roles')
    """
    base = url.partition("#")[0].partition("?")[0].rstrip("/")
    return next((base[: -len(place)] for place in _PLACES if base.endswith(place)), base)


def place_below(url: str, place: str, login: str) -> str:
    """Return where to ask: the address itself where it is that of a place, else the place below it.

    Example:
        >>> place_below("http://a.example:8890", "/sparql", "-auth"), place_below("http://a.example/sparql", "/q", "")
        ('http://a.example:8890/sparql-auth', 'http://a.example/sparql')
    """
    bare = url.partition("#")[0]
    is_base = "?" not in bare and base_of(bare) == bare.rstrip("/")
    return f"{bare.rstrip('/')}{place}{login}" if place and is_base else bare


def dialect_of(name: str, headers: Mapping[str, str], url: str) -> Dialect:
    """Return the dialect that a server speaks.

    Args:
        name: How the user calls the target.
        headers: The headers of an answer of it, by name in lower case.
        url: Its address.

    Returns:
        The row of `DIALECTS` of that name, or what the server calls itself, or what its address looks like.

    Example:
        >>> dialect_of("sparql", {"server": "Oxigraph/0.5.13"}, "http://127.0.0.1:7878").name
        'oxigraph'
    """
    if name != "sparql":
        return DIALECTS[name]
    for row in _TABLE:
        header, beginning = row.told_by
        if header and header in headers and headers[header].lower().startswith(beginning):
            return row
    return DIALECTS["rdf4j" if "/repositories/" in url else "sparql"]
