"""Which organization a posting's posts belong to, where the posting itself does not say, or says it badly.

Pages of one organization lie in one folder or on one site, and half of them never name it: they say "we". What most of
the others name is their home too, if their own text speaks of it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Final

from rolegraph.resolution.reading import Said
from rolegraph.vocabulary import DCTERMS, RG, SCHEMA, value

_FEWEST: Final = 3  # postings that name an organization before it can be that of the whole folder
_MENTIONS: Final = 2  # how often a text has to name it
_FILES: Final = (".jsonl", ".csv", ".tsv", ".parquet", ".json", ".ndjson")


class Homes:
    """The organizations of postings.

    Args:
        said: The graph.
        same: Returns the first node of an organization's cluster.

    Example:
        >>> org = "<http://org>"
        >>> Homes(Said([("<http://p>", SCHEMA.hiringOrganization, org, "")]), str).of_posting("<http://p>")
        '<http://org>'
    """

    def __init__(self, said: Said, same: Callable[[str], str]) -> None:
        stated = {
            posting: tuple(dict.fromkeys(same(org) for org in said.objects(posting, SCHEMA.hiringOrganization)))
            for posting in {*said.subjects(RG.text), *said.subjects(SCHEMA.hiringOrganization)}
        }
        self._of_posting = {posting: orgs[0] for posting, orgs in stated.items() if orgs}
        self._of_body: dict[str, str] = {}
        self._same = same
        for postings in _collections(said):
            self._settle(said, postings, stated)

    def of_posting(self, posting: str) -> str:
        """Return the organization of a posting, or the posting itself where nothing tells."""
        return self._of_posting.get(posting, posting)

    def of_body(self, organization: str) -> str:
        """Return the organization that one is a part of: itself unless its postings lie among those of another."""
        organization = self._same(organization)
        return self._of_body.get(organization, organization)

    def _settle(self, said: Said, postings: list[str], stated: dict[str, tuple[str, ...]]) -> None:
        """Give the postings of one folder or site the organization that most of them name, where it fits."""
        naming = Counter(org for posting in postings for org in stated.get(posting, ()))
        if not naming:
            return
        main = min(naming, key=lambda org: (-naming[org], org))
        name = said.label(main)
        if naming[main] < _FEWEST or 2 * naming[main] < sum(naming.values()) or len(name) < _FEWEST:
            return
        doubtful: dict[str, bool] = defaultdict(lambda: True)
        for posting in postings:
            orgs = stated.get(posting, ())
            mentions = sum(text.count(name) for text in said.objects(posting, RG.text)) if main not in orgs else 0
            if not orgs and mentions >= _MENTIONS:
                self._of_posting[posting] = main
            for org in orgs:
                doubtful[org] &= mentions >= _MENTIONS and _is_weak(said, posting, said.label(org), mentions)
        # an organization whose every posting speaks more of the main one is a team of it, or was misread
        self._of_body |= {org: main for org, weak in doubtful.items() if weak}
        self._of_posting |= {
            posting: main for posting in postings for org in stated.get(posting, ())[:1] if doubtful[org]
        }


def _is_weak(said: Said, posting: str, name: str, mentions: int) -> bool:
    """Tell whether a name is less of a posting than another that is mentioned so often: rarer, or only of its title."""
    titles = " ".join(said.label(post) for post in said.objects(posting, RG.advertises)).casefold()
    return name.casefold() in titles or mentions >= sum(text.count(name) for text in said.objects(posting, RG.text))


def _collections(said: Said) -> list[list[str]]:
    """Return the postings that were read from one folder, one file of many or one site, each list in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for posting in said.subjects(DCTERMS.source):
        place = value(said.objects(posting, DCTERMS.source)[0])
        if collection := collection_of(place):
            found[collection].append(posting)
    return [found[name] for name in sorted(found) if len(found[name]) > _FEWEST]


def collection_of(source: str) -> str:
    """Return the folder, the file of many postings or the site that a posting was read from, "" for none.

    Example:
        >>> collection_of("jobs/a.html"), collection_of("jobs.csv#L3"), collection_of("https://a.example/jobs/1")
        ('jobs', 'jobs.csv', 'https://a.example')
    """
    if source.startswith(("http://", "https://")):
        return "/".join(source.split("/")[:3])
    path = source.partition("#")[0]
    if path.endswith(_FILES):
        return path
    return path.rpartition("/")[0] or ("." if path and path != "-" else "")
