"""Names of initiatives in running text: "the Open Harbour Program", "our Lamp Watch training program".

A name ends in a noun that says what it is and is told from other words by its capitals; what stands before it says
whose it is.
"""

import re
from typing import Final, NamedTuple

from rolegraph.lexicons.titles import has_role_noun
from rolegraph.lexicons.triggers import Stems
from rolegraph.regexes import regex
from rolegraph.remembering import remembered

NOUNS: Final = Stems(("program", "initiative", "project", "fellowship", "campaign", "accelerator", "scheme"))
"""Beginnings of the nouns that end a name, lower case."""

_NOUN: Final = regex(
    r"\b(?:[Pp]rogram(?:me)?|[Ii]nitiative|[Pp]roject|[Ff]ellowship|[Cc]ampaign|[Aa]ccelerator|[Ss]cheme)\b"
    # "... Program for Rowers" goes on, "... Program for City staff" does not
    r"(?: for [A-Z]\w+(?=$|[.,;:)]))?"
    # what follows is no noun that this one describes ("the Harbour Program meetings", "Program Manager")
    r"(?=\s*$|[.,;:!?)]|\s[–—(-]|\s(?:of|for|in|to|which|that|who|is|was|has|are|and|or|with|at|by|through|on|as|from"
    r"|since|will|can|helps|places|pairs|brings|supports|provides|offers|connects|enables|aims|serves|works|develops"
    r"|trains|promotes|seeks|recruits|embeds|focuses|runs|began|started)\b)"
)
_BEFORE: Final = regex(r"\S+")
_LONGEST: Final = 9
_ABBREVIATION: Final = 4
_CONNECTORS: Final = frozenset(("of", "for", "and", "&", "in"))
# one such word may stand between a name and a noun without a capital
_PLAIN: Final = frozenset(("training", "pilot", "internship", "mentoring", "mentorship", "outreach", "research"))
_DETERMINERS: Final = frozenset(("the", "our", "its", "this", "their"))
# "in the framework of Open Harbour project"
_FRAMES: Final = regex(r"\b(?:framework|frame|part|scope|implementation|components?) of\s$")
# words that make no name: what an employer offers its staff, and kinds of work
_NONE: Final = regex(
    r"\b(?:Employee|Loan|Retirement|Deferred|Savings?|Spending|Insurance|Leave|Benefits?|Tuition|Reimbursement|Referral"
    r"|Purchase|E-Verify|Compensation|Certification|Evaluation|Accounts?|Debit|Incentive|Bonus|Pension|Drug|IT|MS|Git"
    r"|Agile|DevOps|Technical|Web|Software|Senior|Sr|Candidate|New|Major|Special|Security|Compliance|Safety|Data)\b"
)
# somebody else's: named beside a giver, or as what the candidate comes from
_ELSEWHERE: Final = regex(
    r"\b(?:participat\w+ in|fund(?:ed|ing) (?:by|from)|sponsored by|agreement with|cooperation with|eligible for"
    r"|certif\w+ (?:through|by|from)|graduates? of|knowledge of|experience (?:with|in)|familiar\w* with|founder of"
    r"|(?:CEO|alumni) of|compl\w+ with|such as)\b[^,;]{0,60}$",
)
# an organization that only calls itself a project
_ORGANIZATION: Final = regex(
    r"(?: \([^)]{1,20}\))?,? (?:is (?:seeking|looking|recruiting|hiring|currently|an? [^.]{0,60}"
    r"\b(?:organi[sz]ation|nonprofit|non-profit|company|agency|firm|institution)\b)|seeks|announces|invites"
    r"|has an? (?:vacan|open))",
)


class Initiative(NamedTuple):
    """A name found in a text.

    Args:
        start: Its first code point.
        end: The code point after its last.
        owned: What stands before it: "our", "the", a possessive in lower case ("northfell's"), or "".
        capital: Whether its noun has a capital.
        words: How many words stand before the noun.
    """

    start: int
    end: int
    owned: str
    capital: bool
    words: int


@remembered
def initiatives(text: str) -> tuple[Initiative, ...]:
    """Return the names of initiatives in a sentence, in order.

    Args:
        text: The sentence.

    Example:
        >>> text = "It belongs to the Open Harbour Program, and not to a program of ours."
        >>> [text[one.start : one.end] for one in initiatives(text)]
        ['Open Harbour Program']
    """
    floor = 0
    found: list[Initiative] = []
    for noun in _NOUN.finditer(text):
        capital = noun[0][0].isupper()
        tokens = list(_BEFORE.finditer(text, floor, noun.start()))
        start, owned = _name(tokens, capital=capital)
        floor = noun.end()
        if start is None:
            continue
        name, before = text[start : noun.end()], text[:start]
        if not owned and _FRAMES.search(before):
            owned = "of"
        if owned and not (_NONE.search(name) or _ELSEWHERE.search(before) or _ORGANIZATION.match(text, noun.end())):
            found.append(Initiative(start, noun.end(), owned, capital, len(name.split(" for ")[0].split()) - 1))
    return tuple(found)


def _name(tokens: list[re.Match[str]], *, capital: bool) -> tuple[int | None, str]:
    """Walk back from the noun over the words of the name; return where it starts and what stands before it."""
    start: int | None = None
    plain = joined = False
    for token in reversed(tokens[-_LONGEST:]):
        word = token[0]
        if word.lower() in _DETERMINERS or word.endswith(("'s", "’s", "s'", "s’")):
            return start, word.lower()
        if word[-1] in ",;:!?()" or (word[-1] == "." and len(word) > _ABBREVIATION):
            break
        if word[0].isupper() or (word[0].isdigit() and not word.isdigit()):
            # "Director of Open Harbour Project", but "the Fellow Shadow Program"
            if joined and has_role_noun(word):
                break
            start, joined = token.start(), False
        elif word in _PLAIN and not capital and not plain and start is None:
            plain = True
        elif word in _CONNECTORS and start is not None:
            joined = True
        elif not word.isdigit():
            break
    return start, ""
