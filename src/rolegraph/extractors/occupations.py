"""The occupation that the title of the role belongs to: its code in O*NET-SOC, where the title leaves no doubt."""

from collections.abc import Iterator, Sequence
from typing import Final

from rolegraph.facts import Fact, Occupation, Role
from rolegraph.lexicons.occupations import occupation_of
from rolegraph.outline import Outline

# a title that is one of the occupation's own; one whose last words are
_EXACT, _HEAD = ("occupation-title", 0.92), ("occupation-head", 0.8)
_MOST: Final = 20


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the occupations of the roles that the posting advertises.

    Args:
        outline: Not used: titles were read before.
        found: The facts found before; the roles are read from them.

    Yields:
        Occupations, each code once.

    Example:
        >>> from rolegraph.outline import outline
        >>> from rolegraph.sources import read
        >>> shape = outline(next(read(b"<h1>Baker</h1><p>You bake.</p>", "baker.html")))
        >>> role = Role(label="Baker", canonical="baker", evidence=(), rule="title-heading")
        >>> [(one.code, one.name) for one in extract(shape, [role])]
        [('51-3011.00', 'Bakers')]
    """
    seen: set[str] = set()
    for role in [fact for fact in found if isinstance(fact, Role)][:_MOST]:
        occupation = occupation_of(role.canonical)
        if occupation is not None and occupation.code not in seen:
            seen.add(occupation.code)
            rule, confidence = _EXACT if occupation.exact else _HEAD
            yield Occupation(
                code=occupation.code, name=occupation.name, evidence=role.evidence, rule=rule, confidence=confidence
            )
