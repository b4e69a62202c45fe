"""How a sentence says what the holder of a role does."""

import re
from functools import cache
from itertools import islice
from typing import Final

from rolegraph.lexicons.titles import role_nouns
from rolegraph.lexicons.words import groups
from rolegraph.regexes import lowered, regex, uncased
from rolegraph.remembering import remembered

_LONGEST: Final = 1200
_TITLE_WORDS: Final = 9
_ARTICLES: Final = frozenset(["the", "this", "our", "a", "an"])
_PRONOUNS: Final = frozenset(["he/she", "she/he", "s/he", "he", "she"])
_SUBJECT_BEGINS: Final = _ARTICLES | _PRONOUNS | {"as"}
_SUBJECT_LENGTH: Final = 200
_ADVERBS: Final = r"(?:(?:also|then|\w+ly)\s+){0,2}"
_CHARGE: Final = rf"{_ADVERBS}(?:responsible|accountable|tasked|charged|in charge)\b"
# what follows "will": a verb, "be" with one in -ing, or a charge
_WILL: Final = uncased(
    rf"(?:will|would|shall|['’]ll|(?:is|are) expected to)\s+{_ADVERBS}(?:need to\s+)?"
    rf"(?:be\s+{_CHARGE}|be\s+{_ADVERBS}involved in\b|be\s+{_ADVERBS}(?P<doing>\w+ing)\b|(?!be\b)(?P<verb>[a-z-]+))"
)
_IS: Final = uncased(rf"(?:(?:is|are)\s+{_CHARGE}|(?:has|holds|bears)\s+(?:\w+\s+){{0,2}}responsibilit)")
_LATER: Final = uncased(rf".{{0,160}}?,?\s(?:and|who)\s+(?:(?:is|will be)\s+)?{_CHARGE}")
_YOU: Final = uncased(r"you\s*(?=will|would|shall|['’]ll|are\s)")
# where such words are what a clause begins with
_CLAUSE: Final = uncased(r"(?:^|[,;–—]\s*|\b(?:which|where|and|that|role)\s+)\Z")
_CLAUSE_LENGTH: Final = 12
_NAMING: Final = (" is to ", " will be to ", " is on ", " will be on ", "responsibilities", "duties")
_NAMED: Final = uncased(
    r"\b(?:your|the)\s+(?:\w+\s+){0,2}(?:role|responsibility|mission|job|task|goal|focus)\s+"
    r"(?:is|will be)\s+(?:to|on)\s"
    r"|^(?:\w+\s+){0,3}(?:responsibilities|duties)\s+(?:will\s+|may\s+|also\s+){0,2}(?:include|are)\b"
    r"|^this (?:role|position|post|job)(?: of (?:\w+\s+){1,4}?| )(?:is|will be) to\s"
)
# how a class of posts is defined: "Under general direction, plans ...", "To perform the more responsible ..."
_UNDER: Final = uncased(r"under (?:[\w/'’-]+ ){0,5}?(?:supervision|direction|guidance)\b")
_UNDER_LENGTH: Final = 400
_TO: Final = uncased(r"to (?:\w+ly )?(?P<verb>[a-z]+)\b")
_ADDRESSED: Final = uncased(r"\b(?:you|your|we|our|must|should|please|applicants?|candidates?|individual|able)\b")
_CLASS: Final = uncased(
    r"(?:incumbents?|employees?)(?: (?:in|at|of) (?:this|the) (?:\w+ )?(?:class|classification|position|level|series))?"
    r" (?:may |will )?(?!receive)"
)
# "work with engineers" says who is around; "work with engineers to mend engines" is a duty
_AROUND: Final = uncased(
    r"work(?:ing)?\s+(?:(?:very\s+)?\w+ly\s+)?(?:(?:with|alongside|among|from|in|at|for|under)\b)(?!.*\b(?:to\s+[a-z]+|on\b|ensur))",
    re.DOTALL,
)
_SOUGHT: Final = regex(r"\b(?:seeks?|seeking|looking for|looking to (?:add|hire|recruit|fill|employ))\b")
_PURPOSE: Final = regex(
    r"\b(?:to|who(?: will| can|['’]ll)|responsib\w+(?: for)?|that will|you will) (?!join\b|be\b|work\b(?! on))\w+"
)
# what may stand between a subject and what is said of it: "The manager (acting) of Gates and Locks in this class ..."
_ASIDE: Final = regex(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:(?:of|for|-|–)\s+(?:[A-Z][\w&-]*,?\s+|and\s+|&\s+|the\s+){1,6})?"
    r"(?:(?:in|of|for)\s+(?:this|the)\s+\w+\s+)?"
)
_BOUNDARIES: Final = frozenset(["of", "for", "with", "to", "in", "that", "who", "and", "will", "is"])


def is_duty(sentence: str) -> bool:
    """Tell whether a sentence of prose says what the holder of the role does.

    Its subject is the reader, the role or the person in it; what the company or the team does is no duty.

    Args:
        sentence: One sentence.

    Example:
        >>> texts = ("You will guard the gate.", "The porter guides guests.", "We guide guests.", "You will be paid.")
        >>> [is_duty(text) for text in texts]
        [True, True, False, False]
    """
    if len(sentence) > _LONGEST or sentence[-1:] in "?:":
        return False
    lower = lowered(sentence)
    if lower.startswith(("incumbent", "employee")) and (found := _CLASS.match(lower)):
        return _is_verb(lower, found.end(), any_form=True)
    if "you" in lower:
        for you in _YOU.finditer(lower):
            start = you.start()
            if _CLAUSE.search(lower, max(0, start - _CLAUSE_LENGTH), start) and _will(lower, you.end()):
                return True
    for end in _subjects(lower):
        if _predicate(sentence, lower, end):
            return True
    for piece in _NAMING:
        if piece in lower:
            return _NAMED.search(lower) is not None
    return False


def defines(sentence: str) -> bool:
    """Tell whether a sentence says what a class of posts is for, as government describes its classes.

    Args:
        sentence: One sentence.

    Example:
        >>> texts = ("Under general direction, plans the watch.", "To direct the guards.", "To apply, write.")
        >>> [defines(text) for text in texts]
        [True, True, False]
    """
    lower = lowered(sentence)
    if lower.startswith("under "):
        found = _UNDER.match(lower)
        return found is not None and _goes_on(lower, found.end())
    found = _TO.match(lower)
    if found is None or sentence[-1] in "?:":
        return False
    return found["verb"] in groups("duties")["defining"] and _ADDRESSED.search(lower) is None


def _goes_on(lower: str, start: int) -> bool:
    """Tell whether a verb of duties stands right at an offset, or begins a clause after it."""
    at = start
    while 0 <= at < _UNDER_LENGTH:
        word = _WORD.search(lower, at)
        if word is None:
            return False
        to = word[0] == "to" and at == start
        if verb_form(word[0]) == "third" or (to and _is_verb(lower, word.end(), any_form=True)):
            return True
        if _will(lower, word.start()):
            return True
        comma = lower.find(",", at)
        at = comma + 1 if comma >= 0 else -1
    return False


@remembered
def is_no_duty(sentence: str) -> bool:
    """Tell whether a sentence that sounds of duties only says who is sought, or whom the role reports to.

    Args:
        sentence: One sentence.

    Example:
        >>> [is_no_duty(s) for s in ("We are seeking a porter.", "We are seeking a porter to guard the gate.")]
        [True, False]
        >>> is_no_duty("The porter reports to the Head Porter."), is_no_duty("She reports to him and manages the gate.")
        (True, False)
        >>> is_no_duty("Reports to the Head Porter."), is_no_duty("Report to the Head Porter.")
        (True, False)
    """
    lower = sentence.lower()
    if "seek" in lower or "looking " in lower:
        found = _SOUGHT.search(lower)
        if found is not None and _PURPOSE.search(lower, found.end()) is None:
            return True
    words = _WORD.findall(lower) if "report" in lower else []
    at = next((at for at, word in enumerate(words[:_TITLE_WORDS]) if word in ("report", "reports")), -1)
    # "Report to the Head Porter" is what somebody is told to do
    if at < 0 or words[0] == "report" or words[at + 1 : at + 2] not in (["to"], ["directly"], ["into"]):
        return False
    thirds = _verbs()[1]
    return "responsib" not in lower and not any(word in thirds for word in words if word != "reports")


def verb_form(word: str) -> str:
    """Return the form in which a word is a verb of duties: `base`, `doing`, `third`; "" when it is none.

    Example:
        >>> [verb_form(word) for word in ("monitor", "monitoring", "monitors", "monitored")]
        ['base', 'doing', 'third', '']
    """
    verbs, thirds = _verbs()
    if word in verbs:
        return "doing" if word.endswith("ing") else "base"
    return "third" if word in thirds else ""


def opening_word(text: str) -> str:
    """Return the first word of a line as `verb_form` takes it: in lower case, without the marks around it.

    Example:
        >>> opening_word("Guards, locks and rows.")
        'guards'
    """
    return text.split(maxsplit=1)[0].lower().strip(",;:/")


def _will(lower: str, start: int) -> bool:
    """Tell whether "will", or what stands for it, begins a duty at an offset."""
    found = _WILL.match(lower, start)
    if found is None:
        return _IS.match(lower, start) is not None
    start = max(found.start("verb"), found.start("doing"))
    return start < 0 or not (_never().match(lower, start) or _AROUND.match(lower, start))


def _predicate(text: str, lower: str, start: int) -> bool:
    """Tell whether what is said of a subject that ends at an offset is a duty."""
    skip = _ASIDE.match(text, start)
    start = skip.end() if skip else start
    return _will(lower, start) or _is_verb(lower, start, any_form=False) or _LATER.match(lower, start) is not None


def _subjects(lower: str) -> list[int]:
    """Return where the subject of a sentence may end, when it is the role or the person in it."""
    first = _WORD.search(lower, 0, _SUBJECT_LENGTH)
    if first is None or first[0] not in _SUBJECT_BEGINS:
        return []
    if first[0] in _PRONOUNS:
        return [first.end()]
    words = islice(_WORD.finditer(lower, first.end(), _SUBJECT_LENGTH), _TITLE_WORDS + 2)
    if first[0] == "as":
        article = next(words, None)
        if article is None or article[0] not in _ARTICLES:
            return []
    ends: list[int] = []
    for word in words:
        if word[0] in _BOUNDARIES and not ends:
            # "The activities of the porter": the porter is not who it is about
            return []
        if word[0] in subjects():
            ends.append(word.end())
    return ends


_WORD: Final = regex(r"[\w/&+#'’.-]*\w")


def _is_verb(lower: str, start: int, *, any_form: bool) -> bool:
    """Tell whether a verb of duties stands at an offset, with an adverb before it or not."""
    verbs, thirds = _verbs()
    for word in _WORD.finditer(lower, start, start + 80):
        form = word[0].split("/")[0]
        if (form in thirds and (any_form or form != "reports")) or (any_form and form in verbs):
            return True
        if not form.endswith("ly") and form not in ("also", "to", "then"):
            return False
    return False


@cache
def _never() -> re.Pattern[str]:
    return uncased(rf"(?:{'|'.join(groups('duties')['never'])})\b")


@cache
def subjects() -> frozenset[str]:
    """Return the nouns that a sentence on the role may have for its subject, lower case."""
    return role_nouns() | frozenset(groups("duties")["subject"])


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str]]:
    """Return the verbs in their base and -ing forms, and in the third person."""
    base = [verb.partition(" ")[0] for verb in groups("duties")["verb"]]
    return frozenset([*base, *map(_gerund, base)]), frozenset(map(_third, base))


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _gerund(verb: str) -> str:
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"
