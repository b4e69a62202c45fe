"""Two states of the same posts and organizations, difference by difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from rolegraph.structure.changes.matches import same_as
from rolegraph.structure.changes.states import Facts, Quote, Said, State, read_state
from rolegraph.vocabulary import Quad, value


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Args:
        kind: The local name of its kind in the scheme `rgc:change-kind`.
        of: The IRI of the post or organization that changed.
        label: What that is called.
        organization: The name of its organization, "" if unknown.
        before: What held before and does not after, sorted; empty for what is new.
        after: What holds after and did not before, sorted; empty for what is gone.
    """

    kind: str
    of: str
    label: str
    organization: str
    before: tuple[Said, ...]
    after: tuple[Said, ...]

    @property
    def quotes_before(self) -> tuple[Quote, ...]:
        """The words that state what held before."""
        return tuple(quote for said in self.before for quote in said.quotes)

    @property
    def quotes_after(self) -> tuple[Quote, ...]:
        """The words that state what holds after."""
        return tuple(quote for said in self.after for quote in said.quotes)


_States: TypeAlias = tuple[State, State]


class _Kinds(NamedTuple):
    """How the changes of one aspect are called: one side only, or both."""

    made: str
    dropped: str
    changed: str


# an aspect whose three names are one is told as a whole: the managers before, and those after
_OF_POSTS: Final = {
    "manager": _Kinds("manager-changed", "manager-changed", "manager-changed"),
    "location": _Kinds("location-added", "location-removed", ""),
    "pay": _Kinds("pay-changed", "pay-changed", "pay-changed"),
    "requirement": _Kinds("requirement-added", "requirement-dropped", ""),
}
_OF_ORGANIZATIONS: Final = {
    "commitment": _Kinds("commitment-made", "commitment-dropped", "commitment-reworded"),
    "program": _Kinds("program-started", "program-ended", ""),
}
KINDS: Final = tuple(
    dict.fromkeys(
        [
            *("role-opened", "role-closed"),
            *(name for table in (_OF_POSTS, _OF_ORGANIZATIONS) for kinds in table.values() for name in kinds if name),
        ]
    )
)
"""Every kind of change, in the order of a report."""


def compare(old: Sequence[Quad], new: Sequence[Quad]) -> list[Change]:
    """Return what changed from one graph to another.

    Roles that are advertised (or listed in a table) in one of the two only are opened or closed. Of roles that both
    have the managers, places, pay and requirements are compared, of organizations that both have the commitments and
    programs: an organization of which one graph says nothing has dropped nothing. Where a graph is silent on one aspect
    of a role, what the other says of it is a change. The same graph twice has no changes; the other way round each
    change is its reverse. n log n in the quads.

    Args:
        old: The older graph's quads.
        new: The newer graph's quads.

    Returns:
        The changes by organization, kind in the order of `KINDS`, and label.

    Example:
        >>> import rolegraph
        >>> old = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
        >>> [change.kind for change in compare(old.quads, [])]
        ['role-closed']
    """
    same = same_as(chain(old, new))
    states = read_state(old, same), read_state(new, same)
    found = [*_posts(states), *_organizations(states)]
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(found, key=lambda one: (one.organization, order[one.kind], one.label, one.of, one.before, one.after))


def _posts(states: _States) -> Iterator[Change]:
    old, new = (state.posts for state in states)
    for post in old.keys() - new.keys():
        yield _change("role-closed", post, states, (old[post],), ())
    for post in new.keys() - old.keys():
        yield _change("role-opened", post, states, (), (new[post],))
    for post in old.keys() & new.keys():
        yield from _facts(post, states, _OF_POSTS)


def _organizations(states: _States) -> Iterator[Change]:
    old, new = (state.organizations for state in states)
    for organization in old.keys() & new.keys():
        yield from _facts(organization, states, _OF_ORGANIZATIONS)


def _facts(of: str, states: _States, table: Mapping[str, _Kinds]) -> Iterator[Change]:
    nothing: Facts = {}
    old, new = (state.facts.get(of, nothing) for state in states)
    for aspect in old.keys() | new.keys():
        if aspect[0] not in table:
            continue
        held, holds = old.get(aspect, {}), new.get(aspect, {})
        gone = tuple(sorted(held[key] for key in held.keys() - holds.keys()))
        come = tuple(sorted(holds[key] for key in holds.keys() - held.keys()))
        kinds = table[aspect[0]]
        if kinds.changed and ((gone and come) or kinds.changed == kinds.made):
            if gone or come:
                yield _change(kinds.changed, of, states, gone, come)
            continue
        for one in gone:
            yield _change(kinds.dropped, of, states, (one,), ())
        for one in come:
            yield _change(kinds.made, of, states, (), (one,))


def _change(kind: str, of: str, states: _States, gone: tuple[Said, ...], come: tuple[Said, ...]) -> Change:
    label = home = ""
    for state in states:  # the newer name wins
        label = state.posts[of].label if of in state.posts else state.organizations.get(of, label)
        home = state.organizations.get(of, "") or state.organizations.get(state.homes.get(of, ""), "") or home
    return Change(kind, value(of), label, home, gone, come)
