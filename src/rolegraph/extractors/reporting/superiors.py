"""Says whom a statement names: one superior or several, and whether each is a role, a person, a unit or a body."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rolegraph.extractors.reporting.names import Joint, Name, NameReader
from rolegraph.extractors.reporting.persons import is_addressed, is_person, is_plural, spell
from rolegraph.extractors.reporting.tokens import Token, tokens
from rolegraph.extractors.reporting.words import Words, given_names, words
from rolegraph.facts import TargetKind
from rolegraph.regexes import regex

_MOST: Final = 6
_WINDOW: Final = 400
_ASIDE: Final = regex(r"\s*\(([^()\n]{1,40})\)")


@dataclass(slots=True)
class Superior:
    """One superior as a text names it.

    Args:
        title: The title, or the name of a unit or body; for a person without a title the name.
        target: What it is.
        person: The person's name, where stated.
        joint: How it is joined to the one before it: "" for the first.
        start: Its first code point.
        end: The code point after its last word.
        clear: Whether a word in it says that it is a role or a body.
        several: Whether it names people of a kind ("senior scientists") rather than one.
        link: The target of the hyperlink that most of its words carry, else "".
        aside: What stands in a bracket after it, where there are several: "(dotted line)".
    """

    title: str
    target: TargetKind
    person: str
    joint: Joint
    start: int
    end: int
    clear: bool = True
    several: bool = False
    link: str = ""
    aside: str = ""


def read_superiors(
    text: str,
    start: int,
    end: int,
    *,
    language: str = "en",
    label: bool = False,
    leading: bool = False,
    several: bool = False,
) -> list[Superior]:
    """Read the superiors that a stretch of text begins with.

    Args:
        text: The posting's text.
        start: The code point after the words that announce a superior.
        end: Where the clause ends at the latest.
        language: The language of the word lists.
        label: Whether the stretch is the value of a label, which holds nothing but the name.
        leading: Whether the main clause follows after a comma, as in "Reporting to the CFO, you ...".
        several: Whether it is said that there are two, so that an "and" parts them.

    Returns:
        The superiors in order; none where the text names nobody in particular.

    Example:
        >>> line = "the VP, Night Trains, who runs it"
        >>> [superior.title for superior in read_superiors(line, 0, len(line))]
        ['VP, Night Trains']
    """
    lists = words(language)
    found = tokens(text, start, min(end, start + _WINDOW))
    reader = NameReader(text, found, lists, label=label, leading=leading, several=several)
    superiors = [one for joint, name in _names(reader) if (one := _superior(joint, name, lists))]
    if superiors:
        superiors[0].joint = ""
    for one in superiors if len(superiors) > 1 else ():
        bracket = _ASIDE.match(text, one.end, end)
        one.aside = bracket[1] if bracket else ""
    return superiors


def _names(reader: NameReader) -> list[tuple[Joint, Name]]:
    at = reader.skip_articles(0)
    names: list[tuple[Joint, Name]] = []
    joint: Joint = ""
    while len(names) < _MOST:
        name = Name()
        after, listed = reader.read_name(at, name)
        if not name.parts:
            break
        names += ((joint, name), *listed)
        joint, at = reader.next_name(after, name)
        if not joint:
            break
    return names


def _superior(joint: Joint, name: Name, lists: Words) -> Superior | None:
    """Return whom a name names; None when it names nobody in particular."""
    parts, person = _without_bracket(name.parts), name.person
    if not person and not is_addressed(parts, lists):
        parts, person = _without_person(parts, lists)
    start, end = name.parts[0].start, max(token.end for token in (*name.parts, *person))
    if not person and is_person(parts, lists):
        return Superior(spell(parts), "person", spell(parts), joint, start, end)
    plain = [token for token in parts if token.is_word and token.low not in lists.connectors]
    if not plain or _is_generic(plain, lists):
        return None
    target, clear = _target(parts, lists)
    clear = clear or name.spelled
    last = plain[-1].low
    one = lists.is_role(last) and not last.endswith("s")
    several = target == "role" and not one and any(is_plural(token, lists) for token in plain)
    return Superior(spell(parts), target, spell(person), joint, start, end, clear, several)


def _target(parts: Sequence[Token], lists: Words) -> tuple[TargetKind, bool]:
    """Return what a name names, and whether a word says so.

    The head decides, the last word before "of", "for" or a comma (the first word in a Romance language); where it says
    nothing, the last word does.
    """
    breaks = (i for i, t in enumerate(parts) if i and (t.low in lists.connectors or t.text in ",-–—"))
    # of "Committee/Board" the last decides
    head, last = (parts[at].low.rsplit("/", 1)[-1] for at in (next(breaks, len(parts)) - 1, -1))
    if lists.is_romance:
        head = parts[0].low
    ends_in_role = last != head and lists.is_role(last)
    if head in lists.bodies:
        # "Board of Elections Director" is a role, "Board of Directors" a body
        return ("role" if ends_in_role and last not in lists.plurals else "body"), True
    if lists.is_role(head):
        return "role", True
    if head in lists.units:
        return ("role" if ends_in_role and head != "office" else "unit"), True
    if not lists.is_role(last):
        if last in lists.bodies:
            return "body", True
        if last in lists.units:
            return "unit", True
    return "role", any(lists.is_role(low) for token in parts for low in (token.low, *token.low.split("/")))


def _is_generic(plain: Sequence[Token], lists: Words) -> bool:
    """Tell whether words name anybody, as "the project manager" and "Line Manager" do; "Project Manager" is a title."""
    if not all(token.low.removesuffix("'s") in lists.generic for token in plain):
        return False
    named = len(plain) > 1 and all(token.is_capital for token in plain) and lists.is_role(plain[-1].low)
    return not named or any(token.low in lists.unspecific for token in plain)


def _without_person(parts: list[Token], lists: Words) -> tuple[list[Token], list[Token]]:
    """Part a name from the title before it: "CEO Clara Moss"."""
    for at in range(1, len(parts) - 1):
        before = lists.is_role(parts[at - 1].low) or parts[at - 1].low in lists.units
        if before and parts[at].low in given_names() and is_person(parts[at:], lists):
            return parts[:at], parts[at:]
    return parts, []


def _without_bracket(parts: list[Token]) -> list[Token]:
    """Leave out a bracket at the end of a name."""
    opening = max((i for i, token in enumerate(parts) if token.text == "("), default=0)
    return parts[:opening] if opening and parts[-1].text == ")" else parts
