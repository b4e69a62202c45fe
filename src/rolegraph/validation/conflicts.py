"""Finds posts to which a table gives one manager and another document another: both lines stay, and are told of.

What resolution joins by `skos:exactMatch`, in either direction, is one post here.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rolegraph.vocabulary import DCTERMS, ORG, PROV, RDF, RG, SKOS, normal_form, value

Values = Mapping[str, Mapping[str, list[str]]]
"""For each predicate, for each subject, the objects in order."""

READ = (DCTERMS.date, DCTERMS.source, SKOS.exactMatch, SKOS.prefLabel)
"""What is read beside types, lines and evidence."""


class Conflict(NamedTuple):
    """A post with two managers.

    Args:
        post: The post as the table has it.
        superior: Its manager there.
        other: Its manager by another document.
        document: That document.
    """

    post: str
    superior: str
    other: str
    document: str


def find_conflicts(values: Values) -> Iterator[Conflict]:
    """Find managers that disagree; a table of another day tells of a change, not of a conflict.

    Args:
        values: The graph: types, lines, evidence, `org:reportsTo`, and what `READ` lists.

    Yields:
        One conflict for each post of a table and each document that names none of its managers.
    """
    tables = {node for node, kinds in values[RDF.type].items() if RG.PostTable in kinds}
    if not tables:
        return
    same = _Identities(values[SKOS.exactMatch])
    told = _managers(values, same)
    for documents in told.values():
        for table in sorted(documents.keys() & tables):
            post, managers = documents[table]
            for document in sorted(documents.keys() - {table}):
                if document in tables and (document < table or not _is_one_day(values, table, document)):
                    continue
                _, others = documents[document]
                if _names(values, same, managers).isdisjoint(_names(values, same, others)):
                    yield Conflict(post, min(managers), min(others), document)


def _managers(values: Values, same: "_Identities") -> dict[str, dict[str, tuple[str, set[str]]]]:
    """Return for each post, and each document that gives it managers, the post as it is there and the managers."""
    told: dict[str, dict[str, tuple[str, set[str]]]] = defaultdict(dict)
    for line, subordinates in values[RG.subordinate].items():
        documents = {d for e in values[RG.evidence].get(line, ()) for d in values[PROV.wasQuotedFrom].get(e, ())}
        for post in subordinates:
            stated = values[ORG.reportsTo].get(post, ())
            for superior in values[RG.superior].get(line, ()):
                if superior in stated:
                    for document in documents:
                        told[same.of(post)].setdefault(document, (post, set()))[1].add(superior)
    return told


def _names(values: Values, same: "_Identities", superiors: set[str]) -> set[str]:
    """Return what superiors go by: whoever bears the name of another is not held against them."""
    labels = (normal_form(value(label)) for one in superiors for label in values[SKOS.prefLabel].get(one, ()))
    return {*labels, *(same.of(one) for one in superiors)}


def _is_one_day(values: Values, table: str, other: str) -> bool:
    days = (values[DCTERMS.date].get(table, []), values[DCTERMS.date].get(other, []))
    return not all(days) or days[0] == days[1]


class _Identities:
    """One name for all nodes that are said to be the same."""

    def __init__(self, links: Mapping[str, list[str]]) -> None:
        self._above: dict[str, str] = {}
        for node, others in links.items():
            for other in others:
                first, second = sorted((self.of(node), self.of(other)))
                if first != second:
                    self._above[second] = first

    def of(self, node: str) -> str:
        path = []
        while (above := self._above.get(node)) is not None:
            path.append(node)
            node = above
        # long chains are walked once
        self._above.update(dict.fromkeys(path, node))
        return node
