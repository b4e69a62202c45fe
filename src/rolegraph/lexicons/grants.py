"""Sentences that grant something to who works here, wherever they stand: "We offer medical and dental insurance"."""

import re
from typing import Final

from rolegraph.lexicons.triggers import Stems
from rolegraph.regexes import regex
from rolegraph.remembering import remembered

STEMS: Final = Stems(
    (
        "health",
        "medical",
        "dental",
        "vision",
        "insurance",
        "401",
        "403(b)",
        "pension",
        "retirement",
        "pto",
        "paid time",
        "vacation",
        "holiday",
        "sick",
        "leave",
        "tuition",
        "parental",
        "maternity",
        "relocation",
        "disability",
        "flexible spending",
        "stock option",
        "parking",
        "flexible",
    )
)
"""Beginnings of the words without one of which a sentence grants nothing, lower case."""

_THINGS: Final = regex(
    r"\b(?:(?:life|health|medical|dental|vision|disability) (?:insurances?|coverage|plans?)|health(?!y)|medical"
    r"|dental|vision|life|disability|insurances?|401\s?\(?k\)?|403\(b\)|457|pension"
    r"|retirement|pto"
    r"|paid time off|time off|vacation|holidays?|sick (?:leave|time|days?|pay|and vacation)|(?:parental|maternity"
    r"|paternity|paid"
    r"|annual|personal|family) (?:leave|days?)|tuition|relocation|flexible spending|stock options?|commuter|gym"
    r"|profit[- ]sharing|bonus(?:es)?|wellness|lunch(?:es)?|meals|snacks|employee assistan(?:ce|t)|flexible (?:hours"
    r"|schedules?)|remote work|(?:free )?parking|bus pass"
    r"|(?:training|learning|education) budget|longevity pay)\b",
    re.IGNORECASE,
)
# what is sold, run or asked is not what is granted
_NONE: Final = regex(
    r"\b(?:mission|our vision|vision (?:is|of)|devices?|fields|solutions|products?|clients?|customers?|consumers"
    r"|residents|policyholders|patients|providers?|carriers?"
    r"|claims"
    r"|administ(?:er|ration)\w*|manag(?:e|es|ing|ement of)|experience (?:in|with)|knowledge|responsib\w+|must|required"
    r"|requires?|applicants?|services to|industry|compan(?:y|ies) (?:that|which))\b",
    re.IGNORECASE,
)
_GIVER: Final = regex(
    r"(?:(?P<own>\b(?:[Ww]e|(?:[Tt]he|[Oo]ur) (?:[Cc]ompany|[Ff]irm|[Cc]ounty|[Cc]ity|[Ss]tate|[Tt]own|[Bb]oard"
    r"|[Oo]ffice"
    r"|organi[sz]ation|[Uu]niversity|[Cc]enter|[Aa]gency)|[A-Z]\w+ (?:County|City)|(?:City|County"
    r"|State) of [A-Z]\w+))|\b[A-Z][\w.'’&-]{0,30}(?: [A-Z][\w.'’&-]{0,30}){0,4})"
    r" (?:also |will |can |is proud to |are proud to |currently ){0,2}"
    r"(?:offers?|provides?|pays?|covers?|observes|participates in|contributes?|matches|match)\b|\band (?:offer"
    r"|provide)s? "
)
_TAKER: Final = regex(
    r"\b(?:this|the) (?:position|role|post|job) (?:is eligible for|comes with)\b"
    r"|\b(?:employees?|staff|associates|team members|everyone(?: here)?|you|holder)(?:['’]ll)? (?:will |also |may "
    r"|can |are |is |be ){0,3}"
    r"(?:receives?|accrues?|earns?|enjoys?|gets?|eligible (?:for|to)|offered|entitled to|have access to)\b",
    re.IGNORECASE,
)
_PACKAGE: Final = regex(
    r"\b(?:benefits?|package|perks|compensation)\b[^.;:]{0,60}?\b(?:includ(?:es?|ing)|such as|consists? of)\b"
    r"|\bbenefits?:",
    re.IGNORECASE,
)
_GRANTED: Final = regex(
    r"\b(?:is|are)(?: \w+)? (?:paid (?:\d+|by|in full)|earned|provided|offered|available|covered|accrued|free"
    r"|granted)\b"
    r"|\baccrues? (?:at|from|each)\b|\b(?:assistance|reimbursement|allowance) (?:available|provided|offered|paid)\b",
    re.IGNORECASE,
)
_RELOCATION: Final = regex(
    r"relocation (?:assistance|package|support|costs?)\b.{0,20}\b(?:available|provided|offered|paid)", re.IGNORECASE
)
_SEVERAL: Final = 2
_MANY: Final = 3


@remembered
def grants(sentence: str, *, elsewhere: bool) -> bool:
    """Tell whether a sentence grants something concrete to who holds the post.

    Args:
        sentence: The sentence.
        elsewhere: Whether it stands among duties or demands, where only a list of benefits is believed.

    Example:
        >>> grants("We offer medical and dental insurance and 20 days of vacation.", elsewhere=False)
        True
        >>> grants("We offer insurance products to small companies.", elsewhere=False)
        False
        >>> grants("We are proud of our benefits.", elsewhere=False)
        False
    """
    things = {found[0].lower() for found in _THINGS.finditer(sentence)}
    if not things or _NONE.search(sentence):
        return False
    package = _PACKAGE.search(sentence) is not None
    giver, taker = _GIVER.search(sentence), _TAKER.search(sentence)
    if _RELOCATION.match(sentence):
        return True
    if elsewhere:
        return len(things) >= _MANY and (package or giver is not None or taker is not None)
    # one thing alone is granted by who speaks, or to who works here
    sure = taker is not None or (giver is not None and giver["own"] is not None)
    return package or sure or (giver is not None and len(things) >= _SEVERAL) or _is_granted(sentence)


def is_granted_thing(text: str) -> bool:
    """Tell whether a text names something that employers grant.

    Example:
        >>> is_granted_thing("Dental Insurance"), is_granted_thing("FURTHER INSTRUCTIONS")
        (True, False)
    """
    return _THINGS.search(text) is not None


def _is_granted(sentence: str) -> bool:
    """Tell whether what is named first is said to be given."""
    granted = _GRANTED.search(sentence)
    return granted is not None and _THINGS.search(sentence, 0, granted.end()) is not None
