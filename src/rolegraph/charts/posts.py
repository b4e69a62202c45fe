"""The posts and lines that a chart draws, read from the reporting graph."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from rolegraph.vocabulary import LEVELS, normal_form

if TYPE_CHECKING:
    import networkx

_RANK: Final = {name: rank for rank, name in enumerate(LEVELS)}

Place = Literal["tree", "extra", "cut", "side"]


@dataclass(frozen=True, slots=True)
class Post:
    """One box of a chart.

    Args:
        iri: What identifies it.
        label: Its title or name.
        kind: `post`, `unit`, `organization` or `person`.
        organization: The name of its organization, or "".
        unit: The name of its unit, or "".
        seniority: Local names of its levels, lowest first.
        locations: Names of its places.
        advertised: False for a superior that is only named, and that no posting or table describes.
        titles: Its other titles.
        grade: Its grade as a table of posts states it, or "".
        vacant: Whether nobody holds it.
        fte: How much of a full post it is; None where that is not stated.
        identifier: Its id in the table that lists it, or "".
    """

    iri: str
    label: str
    kind: str = "post"
    organization: str = ""
    unit: str = ""
    seniority: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    advertised: bool = True
    titles: tuple[str, ...] = ()
    grade: str = ""
    vacant: bool = False
    fte: float | None = None
    identifier: str = ""

    @property
    def named(self) -> bool:
        """Whether it is known by name alone; units, organizations and persons never are."""
        return not self.advertised and self.kind == "post"

    @property
    def rank(self) -> int:
        """The place of its highest level in the scheme, -1 where no known level is stated."""
        return max((_RANK.get(name, -1) for name in self.seniority), default=-1)


@dataclass(frozen=True, slots=True)
class Line:
    """One reporting line between two posts, given by their indexes.

    Args:
        subordinate: Index of the post that reports.
        superior: Index of the post it reports to.
        kinds: Local names of its kinds, sorted.
        confidence: 0 to 1.
        quotes: The words that state it.
        place: `tree` for the line that places the subordinate under its superior; `extra` for a further line of the
            hierarchy; `cut` for a line of the hierarchy that would close a cycle; `side` for a line outside it.
        sources: The IRIs of the postings or tables that state it.
    """

    subordinate: int
    superior: int
    kinds: tuple[str, ...]
    confidence: float
    quotes: tuple[str, ...]
    place: Place
    sources: tuple[str, ...] = ()


def read_post(graph: networkx.DiGraph[str], iri: str) -> Post:
    """Read the post `iri` from the attributes of its node; what is missing is left empty.

    Example:
        >>> import networkx
        >>> graph = networkx.DiGraph()
        >>> graph.add_node("urn:a", label="Analyst", seniority=["senior", "associate"])
        >>> read_post(graph, "urn:a").seniority
        ('associate', 'senior')
    """
    data = graph.nodes[iri]
    label = _text(data, "label")
    return Post(
        iri=iri,
        label=label if label.strip() else iri,
        kind=_text(data, "kind") or "post",
        organization=_text(data, "organization"),
        unit=_text(data, "unit"),
        seniority=tuple(sorted(_texts(data, "seniority"), key=lambda name: (_RANK.get(name, -1), name))),
        locations=_texts(data, "locations"),
        advertised=data.get("advertised", True) is not False,
        titles=_texts(data, "titles"),
        grade=_text(data, "grade"),
        vacant=str(data.get("vacant")).lower() == "true",
        fte=_share(data.get("fte")),
        identifier=_text(data, "identifier"),
    )


def reading_order(post: Post) -> tuple[int, str, str]:
    """Return the key that puts senior posts first, then goes by label."""
    return -post.rank, normal_form(post.label), post.iri


def _share(value: object) -> float | None:
    """Return the share of a full post, None for what is no number above 0."""
    try:
        share = float(str(value))
    except ValueError:
        return None
    return share if 0 < share < math.inf else None


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return "" if value is None else str(value)


def _texts(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = data.get(name)
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str) else tuple(str(item) for item in value)


def superiors(graph: networkx.DiGraph[str], iri: str) -> Iterable[str]:
    """Return whom `iri` reports to in the hierarchy: the first line first.

    Solid lines come before others, then the surer before the less sure, then by IRI.
    """
    found = [
        ("solid-line" not in _texts(data, "kinds"), -float(data.get("confidence") or 0.0), superior)
        for superior, data in graph.adj[iri].items()
        if in_hierarchy(data)
    ]
    return [superior for _, _, superior in sorted(found)]


def subordinates(graph: networkx.DiGraph[str], iri: str) -> Iterable[str]:
    """Return who reports to `iri` in the hierarchy, sorted by IRI, without itself."""
    return sorted(s for s, data in graph.pred[iri].items() if s != iri and in_hierarchy(data))


def in_hierarchy(data: Mapping[str, Any]) -> bool:
    """Whether the line with the attributes `data` belongs to the hierarchy."""
    return data.get("hierarchy", True) is not False


def read_line(data: Mapping[str, Any], subordinate: int, superior: int, place: Place) -> Line:
    """Read a line from the attributes of its edge."""
    return Line(
        subordinate=subordinate,
        superior=superior,
        kinds=tuple(sorted(_texts(data, "kinds"))),
        confidence=float(data.get("confidence") or 0.0),
        quotes=_texts(data, "quotes"),
        place=place,
        sources=_texts(data, "postings"),
    )
