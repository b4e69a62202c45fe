"""Of whom a sentence speaks: of the organization itself, of the candidate, of the holder of the post."""

from collections.abc import Sequence
from typing import Final

from rolegraph.lexicons.duties import is_duty, verb_form
from rolegraph.regexes import regex, uncased

_NOTICE: Final = uncased(
    r"(?:\W{0,5}(?:an? )?(?:EOE|EEO|equal (?:employment )?opportunity employer)\b"
    r"|(?:\S{1,40} ){0,6}(?:is|are)(?: proud to be)? an? (?:\S{1,40} ){0,3}(?:equal|EOE|EEO|affirmative)\b"
    r"|all (?:qualified )?(?:applicants|candidates) (?:will|are|shall)\b"
    r"|(?:\S{1,40} ){0,2}(?:women|females?|minorities|people of colou?r|veterans|\w+ with disabilities)\b"
    r".{0,80}\bencouraged to apply\b)"
)
_EMPLOYER: Final = uncased(
    r"\b(?:employers?|policy of|without regard to|equal opportunity for"
    r"|all (?:\w+ ){0,2}(?:applicants|candidates|employees|persons|individuals)"
    r"|(?:applicants|candidates|employees|individuals|persons) (?:\w+ ){0,4}(?:will|shall|are|must|who|with|requiring)"
    r"|all recruitment|there is no place|your (?:resume|cv|application|data|information) (?:is|will)"
    r"|you (?:require|need)|need(?:ing)? (?:an? )?accommodation"
    r"|will (?:make|provide) (?:\w+ )?reasonable|priority for (?:us|the company)"
    r"|we(?:'re (?:proud|committed|dedicated|building|continu)| continue| strive| believe)"
    r"|we (?:do not|don't|never|are|respect|celebrate|value|welcome|embrace|provide|promote))\b"
)
_NAME: Final = (
    r"[A-Z][\w&.'-]*(?: (?:[A-Z&][\w&.'-]*|of|for|and|the)){0,7}"
    r"(?: (?:office|department|division|agency|company|team))?"
)
# an organization in the third person begins what binds it: "The Ferry Board promotes ...", "Northfell is proud to ..."
_OF_ITSELF: Final = regex(
    r"(?:(?i:as (?:an? |part of )[^,]{3,60}, |at [^,]{3,40}, |in order to [^,]{3,60}, ))?"
    r"(?:(?i:we|our) |(?!You |This |Candidate|The (?:ideal |successful )?(?:candidate|applicant|person|role|position))"
    rf"(?:[Tt]he )?{_NAME},? "
    r"(?:(?:is|are) (?:an? |proud|committed|dedicated|fully)|was |has an? |will make "
    r"|will (?:not|take|provide|consider|never|ensure) |employs|creates|makes|takes|considers|maintains|follows|adheres"
    r"|aims|strives|strictly|expressly|values|promotes|welcomes|celebrates|embraces|believes|fosters|supports|provides"
    r"|prohibits|encourages|seeks|recognizes|respects|complies|does not|cultivates|champions|ensures that|invests))"
)
# the subject of such a sentence: all before its verb
_SUBJECT: Final = regex(rf"(?<![^\s,])(?!(?i:we|our|as|at|in)\b)(?:[Tt]he )?{_NAME}(?=,? [a-z])")
# a whole sentence, and one that begins with what is demanded
_STATES: Final = uncased(r"\b(?:is|are|will|shall|can|may|has|have|do|does|should|we|makes?|builds?)\b")
_DEMANDS: Final = uncased(
    r"\W*(?:(?:\w+ ){0,2}(?:ability|abilities|experience|knowledge|understanding|familiarity|commitment|skills?|passion"
    r"|dedication|awareness|willingness|sensitivity|proficiency|degree|background)\b"
    r"|(?:you|must|able|should|he|she|they|candidate|applicant"
    r"|the (?:\w+ ){0,2}(?:candidate|applicant|incumbent|person|role|position|employee|holder))\b(?!.{0,20}\bwill be)"
    r"|strong\b|proven\b|demonstrat|committed\b|passionate\b|someone\b|comfortable\b)"
)
_WHOM: Final = uncased(
    r"\b(?:employ\w*|applicants?|candidates|individuals|persons|people with|apply|application|interview)\b"
)
# what the holder will do binds nobody else
_HOLDER: Final = uncased(
    r"you(?:['’]ll| will| are| have)\b|as an? .{0,80}\byou\b|work with\b"
    r"|.{0,400}\byou will (?:play|work|help|lead|develop|be part)\b"
)
_SELF: Final = uncased(
    r"\b(?:we|our|us|the company|the organi[sz]ation|this (?:company|employer)|wir|unser\w*|unternehmen|nous|notre"
    r"|l['’]entreprise|nosotros|nuestr\w+|la empresa|nós|noss\w+|a empresa)\b"
)


def is_notice(words: str) -> bool:
    """Tell whether a list item is the notice of an employer below the list, and no item of it.

    Example:
        >>> [is_notice(s) for s in ("Northfell is an equal opportunity employer", "Obey equal opportunity law")]
        [True, False]
    """
    return bool(_NOTICE.match(words.lower()))


def is_of_employer(words: str, names: Sequence[str]) -> bool:
    """Tell whether a sentence between duties or demands speaks of the employer or of everybody who applies.

    Args:
        words: The sentence.
        names: The names of the organization.

    Example:
        >>> [is_of_employer(s, []) for s in ("The Ferry Board promotes respect.", "Respect for the law.")]
        [True, False]
    """
    if _EMPLOYER.search(words.lower()) or _OF_ITSELF.match(words):
        return True
    return any(words.startswith((name, f"The {name}", f"At {name}")) for name in names)


def is_statement(words: str) -> bool:
    """Tell whether a sentence between duties or demands is neither: it has a verb of its own, and another subject.

    Example:
        >>> [is_statement(s) for s in ("Discrimination has no place here.", "Ability to see what has no place here.")]
        [True, False]
    """
    lower = words.lower()
    first = lower.split(maxsplit=1)[0]
    return (
        _STATES.search(lower) is not None
        and _DEMANDS.match(lower) is None
        and verb_form(first) == ""
        and not is_duty(words)
        and not is_of_holder(words)
    )


def speaks_to_applicants(words: str, names: Sequence[str]) -> bool:
    """Tell whether a sentence names the organization, as "we" or by its name, or whoever applies.

    Example:
        >>> [speaks_to_applicants(s, []) for s in ("We are fair.", "Applicants may call.", "Tides are fair.")]
        [True, True, False]
    """
    return bool(_WHOM.search(words.lower()) or spoken(words, names))


def is_of_holder(words: str) -> bool:
    """Tell whether a sentence says what the holder of the post will do.

    Example:
        >>> [is_of_holder(s) for s in ("You will foster an inclusive crew.", "We foster an inclusive crew.")]
        [True, False]
    """
    return "responsible for" in words or bool(_HOLDER.match(words.lower()))


def as_we(words: str, names: Sequence[str]) -> str:
    """Return a sentence with "we" for the organization, whose name or description is its subject.

    Args:
        words: The sentence.
        names: The names of the organization.

    Example:
        >>> as_we("The Ferry Board promotes respect.", [])
        'we promotes respect.'
    """
    for name in names:
        words = words.replace(name, "we")
    return _SUBJECT.sub("we", words, count=1) if _OF_ITSELF.match(words) else words


def spoken(words: str, names: Sequence[str]) -> str:
    """Return what the organization says of itself, as `as_we` words it; "" where it does not speak of itself."""
    said = as_we(words, names)
    return said if _SELF.search(said.lower()) else ""
