"""Finds where a server answers queries and takes triples, from any of its addresses."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from rolegraph.endpoints.addresses import check_url, without_login
from rolegraph.endpoints.asking import Asker, Refusal
from rolegraph.endpoints.dialects import Dialect, base_of, dialect_of
from rolegraph.errors import StoreError
from rolegraph.loading.targets import LoadOptions

_RDF: Final = frozenset(
    {"application/n-triples", "text/turtle", "text/plain", "application/rdf+xml", "application/n-quads"}
)
_NOTHING: Final = "DELETE DATA {}"


class Endpoint(NamedTuple):
    """Where a server listens.

    Args:
        dialect: What it does its own way.
        query: Where it answers queries.
        store: Where it offers the Graph Store Protocol; "" for updates alone.
        update: Where it takes updates.
    """

    dialect: Dialect
    query: str
    store: str
    update: str


def find_endpoint(name: str, url: str, asker: Asker, options: LoadOptions) -> Endpoint:
    """Find where a server listens.

    Args:
        name: The target's name in the table; "sparql" to ask the server what it is.
        url: Its address, or that of any of its places.
        asker: What asks.
        options: The protocol that is wanted, where queries are answered.

    Returns:
        The endpoint; its `query` has answered, and of `store` and `update` the one that is to be used is set.

    Raises:
        UsageError: The address is no URL of the web.
        StoreError: Nothing there speaks SPARQL.
    """
    check_url(url)
    dialect = dialect_of(name, asker.look(url).headers if name == "sparql" else {}, url)
    base, suffix = base_of(url), dialect.with_login if options.login else ""
    itself = [url] if dialect.name == "sparql" else []
    queries = [options.query_url] if options.query_url else [*itself, *_below(base, dialect.queries, suffix)]
    query = _first(queries, lambda place: bool(asker.query(place, "ASK {}")))
    stores, updates = _below(base, dialect.stores, suffix), _below(base, dialect.updates, suffix)
    if len(stores) == 1:
        update_wanted = options.protocol == "update"
        return Endpoint(dialect, query, "" if update_wanted else stores[0], updates[0] if update_wanted else "")
    return _probe(Endpoint(dialect, query, "", ""), [*itself, *stores], [*itself, *updates], asker, options.protocol)


def _probe(found: Endpoint, stores: Sequence[str], updates: Sequence[str], asker: Asker, protocol: str) -> Endpoint:
    """Try where a server that nobody knows takes triples."""
    if protocol != "update":
        offered = [place for place in dict.fromkeys(stores) if _is_store(asker, place)]
        if offered:
            return found._replace(store=offered[0])
        if protocol == "gsp":
            tried = ", ".join(map(without_login, dict.fromkeys(stores)))
            raise StoreError(f"no Graph Store Protocol at {tried}: give its address, or --protocol update")
    return found._replace(update=_first(updates, lambda place: _takes_updates(asker, place)))


def _is_store(asker: Asker, place: str) -> bool:
    reply = asker.look(f"{place}?default", accept="application/n-triples")
    return reply.status == 200 and reply.kind in _RDF


def _takes_updates(asker: Asker, place: str) -> bool:
    """Tell whether an update that changes nothing is taken."""
    headers = {"Content-Type": "application/sparql-update"}
    asker.write("POST", place, page_is_good=False, content=_NOTHING.encode(), headers=headers)
    return True


def _below(base: str, places: Sequence[str], suffix: str) -> list[str]:
    return [f"{base}{place}{suffix}" for place in places]


def _first(places: Sequence[str], good: Callable[[str], bool]) -> str:
    """Return the first of some places that is good; one that asks for a password is the one that is meant."""
    refusals = []
    for place in dict.fromkeys(places):
        try:
            if good(place):
                return place
        except Refusal as refusal:
            if refusal.status in (401, 403):
                raise
            refusals.append(refusal)
    raise refusals[0]
