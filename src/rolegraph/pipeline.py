"""The recipe: which steps make a graph of a posting, in what order."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rolegraph import ladders, mapping, sources
from rolegraph.calibration import calibrated
from rolegraph.collecting import few_collections
from rolegraph.errors import InputError, InternalFault, MalformedInput, RolegraphError
from rolegraph.extractors import (
    attributes,
    benefits,
    commitments,
    conditions,
    contacts,
    industries,
    locations,
    occupations,
    organizations,
    pay,
    programs,
    reporting,
    requirements,
    responsibilities,
    teams,
    titles,
)
from rolegraph.facts import Fact, Role
from rolegraph.outline import Outline, outline
from rolegraph.postings import Posting
from rolegraph.settings import Settings
from rolegraph.vocabulary import Quad

if TYPE_CHECKING:
    from rolegraph.rosters.model import Roster, Table

Extractor = Callable[[Outline, Sequence[Fact]], Iterator[Fact]]

EXTRACTORS: Final[dict[str, Extractor]] = {
    # the title and the organization come first: later extractors ask who "this role" and "we" are
    "titles": titles.extract,
    "organizations": organizations.extract,
    "occupations": occupations.extract,
    "reporting": reporting.extract,
    "teams": teams.extract,
    "locations": locations.extract,
    "responsibilities": responsibilities.extract,
    "requirements": requirements.extract,
    "benefits": benefits.extract,
    "conditions": conditions.extract,
    "pay": pay.extract,
    "programs": programs.extract,
    "commitments": commitments.extract,
    "industries": industries.extract,
    "contacts": contacts.extract,
    "attributes": attributes.extract,
}
"""What finds each kind of fact, in the order in which they run."""


class Converted(NamedTuple):
    """One posting on its way: what was read, what was found, what it says as RDF.

    Args:
        posting: The posting.
        facts: Its facts, in the order of the extractors.
        quads: Its graph, sorted.
    """

    posting: Posting
    facts: tuple[Fact, ...]
    quads: list[Quad]


class ConvertedTable(NamedTuple):
    """One table of posts on its way: what was read, what it says as RDF.

    Args:
        roster: The posts, the lines between them, and what is odd about the table.
        quads: Its graph, sorted.
    """

    roster: "Roster"
    quads: list[Quad]


def extract(posting: Posting) -> tuple[Fact, ...]:
    """Return the facts of a posting.

    Args:
        posting: The posting.

    Returns:
        Its facts in the order of `EXTRACTORS`, within one kind in document order, with calibrated confidences.

    Raises:
        MalformedInput: The posting has no title, so there is no role to speak of.
    """
    return calibrated(find_facts(posting))


def find_facts(posting: Posting) -> tuple[Fact, ...]:
    """Return the facts of a posting as `extract` does, as sure as the authors of the rules held them."""
    shape = outline(posting)
    found: list[Fact] = []
    for extractor in EXTRACTORS.values():
        found.extend(extractor(shape, tuple(found)))
        if extractor is titles.extract and not any(isinstance(fact, Role) for fact in found):
            raise MalformedInput(
                posting.source, "no title found: give it a heading, a title field or a sentence that names the role"
            )
    if sum(isinstance(fact, Role) for fact in found) > 1:
        found = list(ladders.attach(ladders.rungs(shape), found))
    return tuple(found)


def convert(
    data: bytes, source: str, settings: Settings | None = None, *, skip: Callable[[Posting], bool] | None = None
) -> Iterator[Converted | ConvertedTable | InputError]:
    """Read the postings in one input, or the table of posts that it is, and turn each into a graph.

    Args:
        data: The input's bytes.
        source: Its file name or URL.
        settings: How to read and write.
        skip: Tells of a posting that was read whether to pass over it.

    Yields:
        For each posting what became of it: the posting with its facts and quads, or the error that stopped it. For a
        table of posts the errors of single rows, then the table with its quads.
    """
    settings = settings or _standard()
    try:
        if (table := _find_table(data, source, settings)) is not None:
            yield from _convert_table(table, settings)
            return
        for read in sources.read_each(data, source, settings):
            if isinstance(read, InputError):
                yield read
            elif skip is None or not skip(read):
                yield _convert(read, settings)
    except InputError as error:
        yield error
    except RolegraphError:
        raise
    except Exception as error:  # noqa: BLE001 - one input that a reader stumbles over must not cost a thousand others
        yield _fault(source, error)


@cache
def _standard() -> Settings:
    """Return the settings of whoever gives none: checking them anew takes longer than many a step of a posting."""
    return Settings()


def _find_table(data: bytes, source: str, settings: Settings) -> "Table | None":
    if not sources.may_hold_posts(source, settings):
        return None
    from rolegraph.sources.posts import find_table

    return find_table(data, source, settings)


def _convert_table(table: "Table", settings: Settings) -> Iterator[ConvertedTable | InputError]:
    # most inputs are postings, which need none of this
    from rolegraph.mapping.rosters import quads
    from rolegraph.rosters.reading import read

    with few_collections():
        found = list(read(table, settings))
        converted = [one if isinstance(one, InputError) else ConvertedTable(one, quads(one, settings)) for one in found]
    yield from converted


def _convert(posting: Posting, settings: Settings) -> Converted | InputError:
    try:
        facts = extract(posting)
        return Converted(posting, facts, mapping.quads(posting, facts, settings))
    except InputError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one posting that a rule stumbles over must not cost a thousand others
        return _fault(posting.source, error)


def _fault(source: str, error: Exception) -> InternalFault:
    fault = InternalFault(source, f"a fault of rolegraph's own ({type(error).__name__}: {error}); report it")
    fault.__cause__ = error
    return fault
