"""The protected grounds that an equal-opportunity sentence lists."""

import re
from typing import Final

from rolegraph.regexes import regex
from rolegraph.remembering import remembered

_START: Final = regex(
    r"(?:without regards? (?:to|for)|regardless of|(?:up)?on the basis (?:of|on)|because of|due to|based (?:up)?on"
    r"|irrespective of|on grounds of"
    r"|ungeachtet|unabhängig von|wegen|sans (?:aucune )?distinction (?:de|d['’])|indépendamment (?:de|d['’])"
    r"|quels? que soient|quelle? que soit|sin distinción de|sin importar|independientemente de|por motivos de"
    r"|por razón de"
    r"|independentemente d[eao]s?|sem distinção de)(?=\W|(?<=['’])\w)",
    re.IGNORECASE,
)
_END: Final = regex(r"[.:](?:\s|$)|\b(?:in (?:accordance|compliance)|under (?:any|applicable|federal))\b|\s+ein\W*$")
_LAST: Final = regex(r"\s+(?:and/or|and|or|und|oder|sowie|et|ou|y|o|e|ou)\s+")
# what stands before the first ground: "their, or any other person's, perceived or actual race"
_BARE: Final = regex(
    r"^(?:(?:and|or|their|his or her|your|an?|any|other|another|person|individual|applicant|employee|actual|perceived"
    r"|status|the|der|die|das|dem|des|deren|ihrer?|ihres|von|le|la|les|leur|l|el|los|las|su|o|a|os|as|sua|seu|de|d)"
    r"(?:['’]s|['’](?=\w))?(?:\b|(?<=['’]))[\s,/]*)+",
    re.IGNORECASE,
)
_LONGEST: Final = 6
# what ends such a list, and what decisions are based on instead
_REST: Final = (
    "protected applicable_law legally characteristic merit need competence performance ability_to factor"
    " qualification valued regulation basis criterion but_not".split()
)


@remembered
def grounds(text: str) -> tuple[str, ...]:
    """Return the protected grounds that an equal-opportunity sentence lists, in order, lower case.

    Args:
        text: The sentence, in English, German, French, Spanish or Portuguese.

    Example:
        >>> grounds("All are considered without regard to race, religion, national origin or age.")
        ('race', 'religion', 'national origin', 'age')
    """
    start = _START.search(text)
    if start is None:
        return ()
    parts = re.split(r"[,;]", _END.split(text[start.end() :], maxsplit=1)[0])
    parts[-1:] = _LAST.split(parts[-1])
    named = (_BARE.sub("", part.strip()).strip(" .").casefold() for part in parts)
    return tuple(
        dict.fromkeys(
            one
            for one in named
            if one and len(one.split()) <= _LONGEST and not any(rest in one.replace(" ", "_") for rest in _REST)
        )
    )
