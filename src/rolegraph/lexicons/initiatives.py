"""Names of initiatives in running text: "the Open Harbour Program", "our Lamp Watch training program".

A name ends in a noun that says what it is and is told from other words by its capitals; what stands before it says
whose it is.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from rolegraph.lexicons.titles import has_role_noun
from rolegraph.lexicons.triggers import Stems
from rolegraph.regexes import regex
from rolegraph.remembering import remembered

NOUNS: Final = Stems(("program", "initiative", "project", "fellowship", "campaign", "accelerator", "scheme"))
"""Beginnings of the nouns that end a name, lower case."""

_NOUN: Final = regex(
    r"(?<![\w/-])(?:[Pp]rogram(?:me)?|(?P<many>Program(?:me)?s)|[Ii]nitiative|[Pp]roject|[Ff]ellowship|[Cc]ampaign"
    r"|[Aa]ccelerator|[Ss]cheme)\b"
    # "... Program for Rowers" goes on, "... Program for City staff" does not
    r"(?: for [A-Z]\w+(?=$|[.,;:)]))?"
    # what follows is no noun that this one describes ("the Harbour Program Manager"), or the name is long enough
    r"(?=\s*$|[.,;:!?)]|\s[–—(-]|\s(?:of|for|in|to|which|that|who|is|was|has|are|and|or|with|at|by|through|on|as|from"
    r"|since|will|can|helps|places|pairs|brings|supports|provides|offers|connects|enables|aims|serves|works|develops"
    r"|trains|promotes|seeks|recruits|embeds|focuses|runs|began|started|under|into|within|during|where|while|being"
    r"|should|would|may|must|had|\w+ed)\b|\s(?P<described>[a-z]{3,}))"
)
_BEFORE: Final = regex(r"\S+")
_LONGEST: Final = 9
_NEAR: Final = 120
_ABBREVIATION: Final = 4
_CONNECTORS: Final = frozenset(("of", "for", "and", "&", "in"))
# one such word may stand between a name and a noun without a capital
_PLAIN: Final = frozenset(("training", "pilot", "internship", "mentoring", "mentorship", "outreach", "research"))
_DETERMINERS: Final = frozenset(("the", "our", "its", "this", "their"))
# "in the framework of Open Harbour project"
_FRAMES: Final = regex(r"\b(?:framework|frame|part|scope|implementation|components?) of\s$")
# "under Open Harbour Project": among words in lower case such capitals are a name's
_RUNNING: Final = regex(r"(?:^|\s)[a-z]+,?\s$")
# "Implementation of Open Harbour Project"
_DEED: Final = regex(r"\w+(?:tion|sion|ment|ing|ance|for)$", re.IGNORECASE)
# words that make no name: what an employer offers its staff, and kinds of work
_NONE: Final = regex(
    r"\b(?:Employee|Loan|Retirement|Deferred|Savings?|Spending|Insurance|Leave|Benefits?|Tuition|Reimbursement|Referral"
    r"|Purchase|E-Verify|Compensation|Certification|Certified|Evaluation|Accounts?|Debit|Incentive|Bonus|Pension|Drug|IT"
    r"|MS|Git|Agile|DevOps|Technical|Software|Senior|Sr|Candidate|New|Major|Special|Security|Compliance|Safety|Data"
    r"|Clinical|Preclinical|Therapy|Oncology|Discovery|Phase|Customer|Loyalty|Rewards?|Partner|Cloud|Analytics"
    r"|Enterprise Resource|ERP|CRM|SAP|Salesforce|Microsoft|Masters?|MBA|Bachelors?|Graduate|Undergraduate|Doctoral"
    r"|Degree|Annuity|Medicare|Medicaid|Federal Work)\b"
)
# somebody else's: named beside a giver, or as what the candidate comes from
_ELSEWHERE: Final = regex(
    r"\b(?:participat\w+ in|fund(?:ed|ing) (?:by|from)|sponsored by|agreement with|cooperation with|eligib\w+ for"
    r"|certif\w+ (?:through|by|from)|graduates? of|knowledge of|experience (?:with|in)|familiar\w* with|founder of"
    r"|(?:CEO|alumni|members?) of|compl\w+ with|complet(?:e|ed|ion|ing)|obtain\w*|enroll\w*|accredited|approved"
    r"|admi(?:tted|ssion) to|such as)\b[^,;]{0,60}$",
    re.IGNORECASE,
)
_OF_OTHERS: Final = regex(r"[^.;]{0,50}\b(?:of|for|at|to) (?:our |its |the |their |a |an )?(?:clients?|customers?)\b")
# an organization that only calls itself a project
_ORGANIZATION: Final = regex(
    r"(?: \([^)]{1,20}\))?,? (?:is (?:seeking|looking|recruiting|hiring|currently|an? [^.]{0,60}"
    r"\b(?:organi[sz]ation|nonprofit|non-profit|company|agency|firm|institution)\b)|seeks|announces|invites"
    r"|has an? (?:vacan|open))",
)


# "12Q", "HarbourOS": a word made up as a name, with a figure or a capital inside; a grade ("GS15") is none
_COINED: Final = regex(
    r"(?<![\w.-])(?!GS-?\d|PhD|DevOps|[A-Z]{2}\d)(?=\w*[a-z][A-Z]|\d+[A-Za-z]+\b|[A-Z]\w*\d)[A-Za-z0-9]{3,16}(?![\w.])"
)
_SHORT: Final = regex(r"(?<![\w.-])[A-Z][A-Za-z]{1,6}(?![\w.])")
_KINDS: Final = (
    r"(?:Fellows|Corps|Academy|Initiative|Fellowship|Accelerator|Incubator|Challenge|Cent(?:er|re)s? of Excellence)"
)
_WORD: Final = r"[A-Z][\w.'’&-]{0,30}"
_LONG: Final = regex(rf"(?<![\w.-])(?:{_WORD} ){{0,4}}{_KINDS}(?![\w-])")


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


def is_organization(text: str, end: int) -> bool:
    """Tell whether what ends at a place in a text only calls itself a project, and is an organization.

    Example:
        >>> is_organization("The Island Rights Project is a small nonprofit.", 25)
        True
    """
    return _ORGANIZATION.match(text, end) is not None


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
        name, before = text[start : noun.end()], text[max(0, start - _NEAR) : start]
        words = len(name.split(" for ")[0].split()) - 1
        if not owned and (_FRAMES.search(before) or (capital and words > 1 and _RUNNING.search(before))):
            owned = "of"
        if not owned or not _is_whole(noun, owned, words, capital=capital):
            continue
        if not (_NONE.search(name) or _ELSEWHERE.search(before) or _is_of_others(text, noun.end())):
            found.append(Initiative(start, noun.end(), owned, capital, words))
    return tuple(found)


def _is_of_others(text: str, end: int) -> bool:
    return is_organization(text, end) or _OF_OTHERS.match(text, end) is not None


def of_title(title: str, text: str) -> tuple[str, ...]:
    """Return what a title names that may be an initiative: by a word made up for it, or by what its last word says.

    Args:
        title: The title as stated.
        text: The posting, in which an abbreviation may stand behind its name.

    Example:
        >>> of_title("OHF: Director", "The Open Harbour Fellows (OHF) is a program of ours.")
        ('Open Harbour Fellows',)
        >>> of_title("12Q - Engineer (GS15)", ""), of_title("Data Engineer", "")
        (('12Q',), ())
    """
    names = [found[0] for found in _LONG.finditer(title)]
    for found in _SHORT.finditer(title):
        long = _spelt_out(found[0], text)
        names += [long] if long else []
    names += [found[0] for found in _COINED.finditer(title) if not _spelt_out(found[0], text)]
    return tuple(dict.fromkeys(names))


def _spelt_out(short: str, text: str) -> str:
    """Return the name of an initiative that an abbreviation in brackets stands behind, or ""."""
    end = text.find(f" ({short})")
    if end < 0:
        return ""
    words = " ".join(text[max(0, end - 120) : end].split()).split(" ")
    for count in (len(short), len([c for c in short if c.isupper()])):
        name = words[-count:]
        if "".join(word[0] for word in name).lower() == short.lower() and _LONG.fullmatch(" ".join(name)):
            return " ".join(name)
    return ""


@lru_cache(maxsize=256)
def presents(name: str) -> re.Pattern[str]:
    """Return what matches the beginning of a sentence that says what an initiative is, or that it hires.

    Example:
        >>> bool(presents("12Q").match("12Q, a studio of the islands, is looking for engineers."))
        True
    """
    return regex(
        rf"(?:The )?(?:[A-Z]{{2,5}} )?(?P<name>{re.escape(name)})(?: \([A-Z]\w{{1,9}}\))?(?:, [^,.]{{3,80}},)?"
        r" (?:(?:is|was|are|were) (?:created|launched|established|charged|hiring|looking|seeking"
        r"|(?:an?|the) (?:[\w-]{1,30} ){0,4}(?:office|division|program|fellowship|initiative|partnership|team))\b"
        r"|(?:works?|helps?|partners?|delivers?) |will soon be accepting )"
    )


def _is_whole(noun: re.Match[str], owned: str, words: int, *, capital: bool) -> bool:
    """Tell whether a noun ends a name, by its number and by the word that it describes."""
    if noun["many"]:
        return words > 1 and owned in ("our", "its") and not noun["described"]
    return not noun["described"] or (capital and words > 1 and not has_role_noun(noun["described"]))


def _name(tokens: list[re.Match[str]], *, capital: bool) -> tuple[int | None, str]:
    """Walk back from the noun over the words of the name; return where it starts and what stands before it."""
    start: int | None = None
    plain = joined = False
    for token in reversed(tokens[-_LONGEST:]):
        word = token[0]
        if word.lower() in _DETERMINERS or word.endswith(("'s", "’s", "s'", "s’")):
            return start, word.lower()
        if word[-1] in ',;:!?()"”' or (word[-1] == "." and len(word) > _ABBREVIATION):
            break
        if word[0].isupper() or (word[0].isdigit() and not word.isdigit()):
            # "Director of Open Harbour Project", but "the Fellow Shadow Program"
            if joined and (has_role_noun(word) or (token.start() == 0 and _DEED.match(word))):
                break
            start, joined = token.start(), False
        elif word in _PLAIN and not capital and not plain and start is None:
            plain = True
        elif word in _CONNECTORS and start is not None:
            joined = True
        elif not word.isdigit():
            break
    return start, ""
