"""What the candidate must be, have or know, with its kinds and amounts."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from rolegraph.endings import OWN, REST, parted
from rolegraph.facts import Fact, Quantity, Requirement
from rolegraph.lexicons.demands import asks, is_advice, sounds_asked
from rolegraph.lexicons.durations import counts_experience, durations
from rolegraph.lexicons.numbers import money
from rolegraph.outline import Outline
from rolegraph.regexes import regex, uncased
from rolegraph.remembering import remembered
from rolegraph.sections import Section
from rolegraph.statements import Statement, numbered, statements

# sections where years of experience are asked for, whatever else is said there
_COUNTED: Final = frozenset(
    "requirements preferred role other team company responsibilities legal conditions employment supervision".split()
) | {"", REST}
_KINDS: Final = (
    (
        "experience",
        uncased(
            r"\bexperienc|\byears? of\b|\btrack record|\bbackground in|\bproven\b|\bhistory of|\berfahrung"
            r"|\bexpérience|\bexperiencia|\bexperiência"
        ),
    ),
    (
        "education",
        uncased(
            r"\bdegree|\bbachelor|\bmaster['’]?s|\bph\.?d|\bdiploma|\bGED\b|\bB\.?[AS]c?\b|\bM\.?[AS]c?\b"
            r"|\bMBA\b|\bgraduate of|\bcollege|\buniversity|\beducation\b|\bhochschul|\bstudium|\bdiplôme"
            r"|\blicenciatura"
        ),
    ),
    (
        "language",
        uncased(
            r"\b(?:fluen(?:t|cy)|bilingual|native|proficien\w+|spoken|written|language\w*)\b.{0,40}\b(?:english|german|french|spanish|portuguese|italian|dutch|russian|chinese|mandarin|japanese|arabic|armenian|polish|korean|hindi|swedish|danish|norwegian)\b|\b(?:english|german|french|spanish|portuguese|deutsch|englisch|anglais|français|inglés|inglês)\b.{0,30}\b(?:fluen|language|skills|proficien|kenntnisse|courant|fluido|level|[ABC][12])"
        ),
    ),
    (
        "certificate",
        uncased(r"\bcertifi|\blicen[sc]e|\blicensure|\bregistered\b|\bCPA\b|\bPMP\b|\bCISSP\b|\baccredit|\bzertifi"),
    ),
)
# one of these is in whatever the pattern below finds, and most statements are done with when none is
_PREFERRED_HINTS: Final = (
    "plus",
    "prefer",
    "desir",
    "advantag",
    "bonus",
    "asset",
    "beneficial",
    "helpful",
    "valued",
    "regarded",
    "not required",
    "not essential",
    "candidate",
    "not strictly",
    "not absolutely",
    "nice to have",
    "ideally",
    "vorteil",
    "wünschenswert",
    "valorará",
    "diferencial",
)
_PREFERRED: Final = uncased(
    r"\b(?:is|are|would be|will be|considered) (?:an? |highly |strongly )?(?:big |huge |strong |definite |added "
    r"|additional )?(?:plus|preferred|desirable|desired|advantage|bonus|asset|advantageous|beneficial)\b"
    r"|(?:,|;|-|–|\()\s*(?:an? )?(?:big |strong |definite )?(?:plus|preferred|desirable|desired|nice to have"
    r"|bonus)[.)!]*$|\b(?:preferred|desired)[.)]*$|[a-z] (?<!years )(?<!year )plus[.)!]*$"
    r"|^(?:preferred|nice to have|desirable|ideally|bonus"
    r"|(?:strong )?preference (?:for|to|is|will|given))\b"
    r"|\b(?:highly|particularly|greatly) (?:valued|desirable|desired|preferred|regarded)\b"
    r"|^\(not (?:essential|required|strictly)|\b(?:best|strongest|top) candidates? will\b"
    r"|\bbut (?:is |are )?not (?:strictly |absolutely )?required\b"
    r"|\b(?:will be|is|are) given (?:\w+ )?preference\b|^[^,;(]*\b(?:desirable|advantageous)[.)]*$"
    r"|\bhelpful[.)]*$|^(?:an? )?[\w'’. ]{2,40}(?:degree|experience|certification|license) preferred (?:in|with|but)\b"
    r"|von vorteil|wünschenswert|serait un plus|se valorará|diferencial"
)


# "5 years of rowing, sea preferred": the years are required all the same; "Good eyes, knowledge of stars is a plus"
_HALF: Final = uncased(
    r"(?:\d\+? (?:or more )?years?\b|\brequired\b)[^;]*[,;] (?:(?:[\w/-]+ ){1,5}"
    r"|(?:[\w/-]+ ){0,4}(?:experience|knowledge|background|degree|exposure) (?:[\w/-]+ ){0,9})"
    r"(?:preferred|a plus|desirable)\W*$"
    r"|\bexperience\b[^;]*, (?:and )?(?:[\w/-]+ ){1,4}experience (?:\w+ly )?preferred\W*$"
    r"|\b(?:degree|bachelor|masters?|b\.?[as])\b[^;]*[,;] (?:an? )?"
    r"(?:ph\.?d|mba|cpa|advanced degree)\b[^,;]*\b(?:plus|preferred|desirable|desired|advantage|asset)\W*$"
    r"|^(?!master)[^;]*\b(?:degree|bachelor|b\.?[as])\b[^;]*[,;] (?:an? )?master\b[^,;]*"
    r"\b(?:plus|preferred|desirable|desired|advantage|asset)\W*$"
    r"|^(?!(?:due|if|while|although|as|in|for|given|to|since) )\w+\W+\w+\b[^;]*, (?:and |but )?(?:[\w-]+ ){0,2}"
    r"(?:knowledge|experience|fluency|familiarity|ability|proficiency|command|degree|certification|understanding)\b"
    r"[^,;]*\b(?:is|are|would be|will be) (?:also )?(?:considered )?(?:an? )?"
    r"(?:\w+ )?(?:plus|preferred|desirable|desired|advantage|bonus|asset|beneficial)\W*$"
)
# "Higher education (of an engineer is desirable)"; a bracket that holds nothing but "preferred" is of the whole
_BRACKET: Final = regex(
    r"\s*\((?!(?:(?:an?|is|are|not|but|highly|strongly|big|huge|nice|to) )*"
    r"(?:preferred|desirable|desired|plus|have|bonus)\b)[^()]*\)"
)
# how a sentence begins whose subject is somebody or something else
_OTHERS: Final = frozenset(["The", "This", "These", "They", "It", "Our", "We", "By", "From", "Many", "Today"])
_ASKING: Final = uncased(r"\b(?:must|should|requir|need|prefer|ideal|candidate|applicant|you\b|perfect for|who\b)")
_ONLY_SOUGHT: Final = uncased(
    r".{0,80}\b(?:is|are) (?:\w+ly )?(?:looking for|seeking) (?:an? |the )?(?:[\w/&-]+ ){0,3}[\w/&-]+\.?$"
)
_PARTS: Final = regex(r";\s|(?<=[a-z)]{2}\.)\s(?=[A-Z])")


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the requirements, numbered in document order.

    Args:
        outline: The posting.
        found: Not used.

    Yields:
        One Requirement for each statement of a requirements section, and for each list and sentence elsewhere that
        reads like one; kind `preferred` is added under a heading that says so, or where the whole statement does.
    """
    above = _introductions(outline)
    for position, text, one in numbered(outline, _stated(outline), _is_none):
        preferred = one.section.kind == "preferred" or is_preferred(text)
        yield Requirement(
            text=text,
            position=position,
            label=one.label,
            kinds=kinds(text) + (("preferred",) if preferred else ()),
            quantities=(*durations(above.get(one.span.start, "")), *durations(text), *_amounts(text)),
            evidence=(one.span,),
            rule="requirement-sentence" if one.prose else "requirement-item",
            confidence=0.78 if one.prose else 0.9,
        )


def _is_none(text: str, one: Statement) -> bool:
    return not one.item and (is_advice(text) or (one.prose and (_is_only_sought(text) or _is_praise(text, one))))


def _is_praise(text: str, one: Statement) -> bool:
    """Tell whether a sentence that stands among others tells of somebody, and asks nothing: "The unit grows fast"."""
    if one.section.kind in OWN or text.partition(" ")[0] not in _OTHERS:
        return False
    return not (sounds_asked(text) or asks(text) or _ASKING.search(text.lower()))


def _is_only_sought(text: str) -> bool:
    """Tell whether a sentence says who is sought, and nothing of what they must be: "We are looking for a porter"."""
    if text.startswith(("Join us", "Join our", "Join the")):
        return True
    return ("looking" in text or "seeking" in text) and _ONLY_SOUGHT.match(text.lower()) is not None


def _stated(outline: Outline) -> list[Statement]:
    """Return what is asked for, in order; years of experience are asked for wherever they are counted."""
    stated = sorted(statements(outline, "demand"), key=lambda one: one.span)
    starts = [one.span.start for one in stated]

    def is_told(start: int) -> bool:
        at = bisect_right(starts, start) - 1
        return at >= 0 and start < stated[at].span.end

    counted = [
        one
        for section in parted(outline)
        if section.kind in _COUNTED
        for one in _counted(outline, section)
        if not is_told(one.span.start)
    ]
    return sorted([*stated, *counted], key=lambda one: one.span)


@remembered
def is_preferred(text: str) -> bool:
    """Tell whether a whole statement is of what is welcome and not required.

    Example:
        >>> [is_preferred(t) for t in ("A lamp is a plus", "Own lamp preferred", "3 years at a gate, night preferred")]
        [True, True, False]
        >>> is_preferred("Good command of knots; knowledge of sails is a plus")
        False
    """
    lower = text.lower()
    if not any(hint in lower for hint in _PREFERRED_HINTS):
        return False
    # of several sentences the first is what is asked for
    if "(" in text and text[0] != "(":
        text = _BRACKET.sub("", text)
    first, *more = _PARTS.split(text.rstrip(" ;."), maxsplit=1)
    asked = any("required" in part and "not required" not in part for part in more)
    first = first.lower()
    return not asked and _PREFERRED.search(first) is not None and _HALF.search(first) is None


@remembered
def kinds(text: str) -> tuple[str, ...]:
    """Return the kinds of a requirement, in the order of the scheme; `skill` when no other fits.

    Example:
        >>> kinds("A degree in botany and 3 years of experience"), kinds("Patience")
        (('experience', 'education'), ('skill',))
    """
    lower = text.lower()
    return tuple(kind for kind, pattern in _KINDS if pattern.search(lower)) or ("skill",)


def _counted(outline: Outline, section: Section) -> Iterator[Statement]:
    """Yield what asks for years of experience in a section, whatever it is of."""
    lower = outline.lower
    for block in section.blocks:
        # most blocks say nothing of it, and are done with
        said = lower.find("experience", *block.span) >= 0
        if not said or not counts_experience(outline.quote(block.span)):
            continue
        if block.kind in ("item", "cell"):
            yield Statement(block.span, "", False, section, True)
        else:
            for span in outline.sentences(block):
                if counts_experience(outline.quote(span)) and outline.text[span.end - 1] != ":":
                    yield Statement(span, "", True, section)


def _introductions(outline: Outline) -> dict[int, str]:
    """Return the lines that lead to an item, by where the item starts: "3 years of experience in:" counts for it."""
    return {
        block.span.start: outline.quote(before.span)
        for section in outline.sections
        for before, block in pairwise(section.blocks)
        if outline.text[before.span.end - 1] == ":"
    }


@remembered
def _amounts(text: str) -> tuple[Quantity, ...]:
    return tuple([Quantity(minimum=one.minimum, maximum=one.maximum, currency=one.currency) for one in money(text)])
