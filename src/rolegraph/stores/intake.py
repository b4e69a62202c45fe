"""Takes the postings of one run into a store: new ones in batches, changed ones in place of what they were.

A posting is known by its graph's name, which comes from its address where it has one and else from its content. So a
file that changed may hold a posting of another name than before: what was read there then goes, unless it was met
elsewhere, and the two count as one that changed. Several postings of one name in one run (a page saved twice, changed
in between) are put together, as they are in a graph that is built without a store; of an earlier run nothing is left.
"""

from collections import Counter
from typing import Final, NamedTuple

from rolegraph.stores.disk import DiskStore
from rolegraph.stores.replacing import DIGEST, PLACE
from rolegraph.vocabulary import Quad

BATCH: Final = 150_000
"""The quads that are taken in at one stroke: fewer strokes are faster, larger ones need more memory."""


class Arrival(NamedTuple):
    """A posting that comes to a store.

    Args:
        graph: The term of its graph's name.
        digest: Of what it is built from: another one when anything is that could make its graph another.
        place: The digest of where it was read; "" for a place that is no lasting one.
    """

    graph: str
    digest: str
    place: str = ""


class Intake:
    """One run of postings into a store.

    Args:
        store: A store that is open for writing.

    Example:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> quads = [("<http://a.example/s>", "<http://a.example/p>", '"o"', "<http://a.example/g>")]
        >>> posting = Arrival("<http://a.example/g>", "d1")
        >>> with TemporaryDirectory() as folder, DiskStore(Path(folder), write=True, create=True) as store:
        ...     intake = Intake(store)
        ...     intake.put(posting, quads)
        ...     intake.finish()
        ...     Intake(store).knows(posting), intake.counts["added"]
        (True, 1)
    """

    def __init__(self, store: DiskStore) -> None:
        self.store = store
        self.counts: Counter[str] = Counter()
        self._seen: set[str] = set()
        self._followed: dict[str, str] = {}  # the places at which graphs were read before
        self._new: Counter[str] = Counter()  # how many new graphs there are now, by place
        self._batch: list[Quad] = []
        self._pending: dict[str, set[str]] = {}  # the digests of what is in the batch, by graph
        self._parts: dict[str, dict[Arrival, list[Quad]]] = {}

    def knows(self, posting: Arrival) -> bool:
        """Tell whether a posting is in the store as it is now, and keep it there; else `put` has to follow."""
        graph = posting.graph
        if graph in self._pending:
            return posting.digest in self._pending[graph]
        stored = self.store.digests(graph)
        if posting.digest not in stored or len(stored) > 1:
            # which triples of a graph came from which of several postings is not known: all of them are needed
            return False
        self._follow(posting)
        if graph not in self._seen:
            self._seen.add(graph)
            self.counts["unchanged"] += 1
        return True

    def put(self, posting: Arrival, quads: list[Quad]) -> None:
        """Take in a posting that `knows` does not know, with what it says; no blank nodes."""
        graph, digest, place = posting
        places = {place} - {""}
        self._follow(posting)
        if graph in self._parts:
            self._parts[graph][posting] = quads
        elif graph in self._seen and graph not in self._pending:
            both = [*self.store.quads(graph), *quads]
            digests = self.store.digests(graph) | {digest}
            self.store.replace(graph, both, digests=digests, places=self.store.places(graph) | places)
        elif graph not in self._pending and len(self.store.digests(graph)) > 1:
            self._parts[graph] = {posting: quads}
        elif graph not in self._pending and self.store.holds(graph):
            self.store.replace(graph, quads, digests=[digest], places=places)
            self.counts["replaced"] += 1
        else:
            self._batch += quads
            self._batch.append((graph, DIGEST, f'"{digest}"', graph))
            self._batch += [(graph, PLACE, f'"{place}"', graph) for place in places]
            self._new[place] += graph not in self._pending
            self._pending.setdefault(graph, set()).add(digest)
        self._seen.add(graph)
        if len(self._batch) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what was put so far."""
        if self._batch:
            self.store.add(self._batch)
            self.counts["added"] += len(self._pending)
            self._batch, self._pending = [], {}

    def finish(self) -> None:
        """Write everything that was put, and remove what was followed by something else."""
        self.flush()
        for graph, parts in sorted(self._parts.items()):
            digests = {part.digest for part in parts}
            if self.store.digests(graph) == digests:
                self.counts["unchanged"] += 1
                continue
            quads = [quad for part in parts.values() for quad in part]
            self.store.replace(graph, quads, digests=digests, places={part.place for part in parts} - {""})
            self.counts["replaced"] += 1
        for graph in sorted(self._followed.keys() - self._seen):
            self.store.replace(graph, ())
            self._count_gone(self._followed[graph])
        self._parts, self._followed, self._new = {}, {}, Counter()

    def _count_gone(self, place: str) -> None:
        """Count a graph that is read no more: where a new one stands at its place, that is what became of it."""
        if self._new[place]:
            self._new[place] -= 1
            self.counts["added"] -= 1
            self.counts["replaced"] += 1
        else:
            self.counts["removed"] += 1

    def _follow(self, posting: Arrival) -> None:
        """Note what was read at the posting's place before it."""
        if posting.place:
            before = (graph for graph in self.store.at(posting.place) if graph != posting.graph)
            self._followed.update(dict.fromkeys(before, posting.place))
