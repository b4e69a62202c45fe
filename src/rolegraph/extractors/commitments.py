"""Sentences in which the organization binds itself: equal opportunity, accommodation, privacy and others, by kind."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from rolegraph.facts import Commitment, Fact, Organization
from rolegraph.lexicons.triggers import Trigger, triggers
from rolegraph.outline import Outline, Passage
from rolegraph.postings import Span
from rolegraph.regexes import regex

_ELSEWHERE: Final = frozenset(("responsibilities", "requirements", "preferred", "title", "location"))
# kinds that one clause states beside another ("an equal opportunity/affirmative action employer")
_BESIDE: Final = ("affirmative-action", "equal-opportunity")
_ALSO: Final = "diversity-and-inclusion"
# what an employer calls itself; what else the sentence says binds it on its own
_CALLED: Final = regex(
    r"\b(?:equal[- ](?:employment[- ])?opportunit(?:y|ies)(?: ?[/,-] ?affirmative[- ]action| and affirmative action)?"
    r"|EOE|EEO) ?(?:employer|workplace|organi[sz]ation|company)?\b",
    re.IGNORECASE,
)
_SHORTEST: Final = 15
_LONGEST: Final = 1500
# "Equal Employment Opportunity" is the heading of a commitment; "An equal opportunity employer" is one
_SHORT: Final = 50
_BINDS: Final = regex(
    r"\b(?:employers?|EOE|EEO|AA|we|our|is|are|do|does|will|may|values?|wir|sind|nous|somos)\b|[.!]$", re.IGNORECASE
)
_WORDS: Final = regex(r"[^\W\d_]{3,}")
_ALIKE: Final = 0.6
_FEWEST_WORDS: Final = 6
# a posting has a dozen commitments; a text made to have thousands must not take the square of its length
_WINDOW: Final = 100
_LAST_PART: Final = regex(r"\s+(?:and/or|and|or)\s+")
# where a sentence that binds twice may be cut: "...; we protect your data", "... and are committed to inclusion"
_CLAUSE: Final = regex(
    r";\s|,?\sand\s(?=(?:we|are|is|was|has|have|committed|dedicated|places?|values?|celebrates?|embraces?|welcomes?|strives?|will"
    r"|do|does|encourages?|provides?|believes?|promotes?|supports?|participates?)\b)",
    re.IGNORECASE,
)
_JOINT: Final = regex(r"^(?:[;,\s]|and\s)+", re.IGNORECASE)
_GROUNDS_START: Final = regex(
    r"(?:without regard to|regardless of|on the basis of|because of|based (?:up)?on|irrespective of|ungeachtet"
    r"|unabhängig von)\b",
    re.IGNORECASE,
)
# what stands before the first ground: "their, or any other person's, perceived or actual race"
_NO_GROUND: Final = regex(
    r"^(?:(?:and|or|their|his or her|your|an?|any|other|another|person|individual|applicant|employee|actual"
    r"|perceived|status|the)(?:['’]s)?\b[\s,/]*)+",
    re.IGNORECASE,
)


def extract(outline: Outline, found: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the commitments in document order.

    A clause has one kind, the most specific that fits; only affirmative action stands beside equal opportunity. A
    sentence that says again, in nearly the same words, what an earlier one says is more evidence for it and no
    commitment of its own.

    Args:
        outline: The posting.
        found: The Organization in it may be the one that speaks.

    Yields:
        One Commitment for each thing the organization binds itself to.
    """
    names = [fact.name for fact in found if isinstance(fact, Organization)]
    made: list[tuple[Commitment, frozenset[str]]] = []
    for kind, passage in _stated(outline, names):
        _add(made, _commitment(outline, kind, passage))
    for commitment, _ in made:
        yield commitment


def _stated(outline: Outline, names: list[str]) -> list[tuple[str, Passage]]:
    """Return the sentences that bind, each with its kind, in document order; clauses of two kinds stand apart."""
    kinds: dict[Span, list[tuple[Trigger, Passage]]] = {}
    read: dict[Span, str] = {}
    spoken: dict[Span, str] = {}
    for trigger in triggers("commitments"):
        for passage in outline.passages_beginning(trigger.stems):
            span = passage.span
            if span not in read:
                read[span] = _words(outline, passage, names)
            words = read[span]
            if not words:
                continue
            # some words bind only in the mouth of the organization
            if trigger.where and span not in spoken:
                spoken[span] = "" if _is_of_holder(words) else _spoken(words, names)
            said = spoken[span] if trigger.where else words
            if said and trigger.matches(said):
                kinds.setdefault(span, []).append((trigger, passage))
    return [one for span in sorted(kinds) for one in _apart(outline, kinds[span], names)]


def _words(outline: Outline, passage: Passage, names: list[str]) -> str:
    """Return the words of a sentence that may bind; "" for one that cannot."""
    start, end = passage.span
    if not _SHORTEST < end - start <= _LONGEST:
        return ""
    words = outline.text[start:end].replace("’", "'")
    if end - start < _SHORT and not _BINDS.search(words):
        return ""
    return "" if passage.section.kind in _ELSEWHERE and _is_of_candidate(passage, words, names) else words


def _apart(
    outline: Outline, stated: list[tuple[Trigger, Passage]], names: list[str]
) -> list[tuple[str, Passage]]:
    """Give each kind of a sentence its clause; kinds that share one give way to the most specific."""
    passage = stated[0][1]
    found = list(dict.fromkeys(trigger.name for trigger, _ in stated))
    if len(found) == 1:
        return [(found[0], passage)]
    ends = [match.start() for match in _CLAUSE.finditer(outline.text, passage.span.start, passage.span.end)]
    clauses: list[tuple[tuple[str, ...], int, int]] = []
    for start, end in pairwise((passage.span.start, *ends, passage.span.end)):
        kinds = _kinds([trigger for trigger, _ in stated], outline.text[start:end].replace("’", "'"), names)
        if clauses and kinds in ((), clauses[-1][0]):
            clauses[-1] = (clauses[-1][0], clauses[-1][1], end)
        elif clauses and not clauses[-1][0]:
            clauses[-1] = (kinds, clauses[-1][1], end)
        else:
            clauses.append((kinds, start, end))
    if len({kinds for kinds, _, _ in clauses}) < 2:
        return [(kind, passage) for kind in clauses[0][0] or (found[0],)]
    parts = [(kinds, passage._replace(span=_trim(outline.text, start, end))) for kinds, start, end in clauses]
    return [(kind, part) for kinds, part in parts for kind in kinds]


def _kinds(found: list[Trigger], words: str, names: list[str]) -> tuple[str, ...]:
    """Return the kinds of one clause: the most specific, and what stands beside what an employer calls itself."""
    said = _named_we(words, names)
    kinds = list(dict.fromkeys(one.name for one in found if one.matches(said if one.where else words)))
    if not kinds or kinds[0] not in _BESIDE:
        return tuple(kinds[:1])
    rest = _CALLED.sub(" ", said)
    beside = [one.name for one in found if one.name == _ALSO and rest != said and one.matches(rest)]
    # "... without regard to race" is what equal opportunity means, whatever verb leads to it
    plain = not any(one.name == "equal-opportunity" and one.matches(rest) for one in found)
    return (*(kind for kind in kinds if kind in _BESIDE), *(beside[:1] if plain else ()))


def _trim(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    bare = _JOINT.sub("", words)
    start += len(words) - len(bare)
    return Span(start, start + len(bare.rstrip(" ;,–—-")))


def _is_of_candidate(passage: Passage, words: str, names: list[str]) -> bool:
    """Tell whether a sentence is a duty or requirement; a paragraph near a list of them may be of anything."""
    if passage.block.kind in ("item", "cell", "heading"):
        return not _NOTICE.match(words)
    # where the list lost its marks, only a sentence that speaks of an employer or of whoever applies is none of it
    if passage.section.listed or _EMPLOYER.search(words) or _OF_ITSELF.match(words):
        return False
    return not any(words.startswith((name, f"The {name}", f"At {name}")) for name in names)


# an item that is the notice below the list, and no duty
_NOTICE: Final = regex(
    r"(?:\W*(?:an? )?(?:EOE|EEO|equal (?:employment )?opportunity employer)\b"
    r"|(?:\S+ ){0,6}(?:is|are)(?: proud to be)? an? (?:\S+ ){0,3}(?:equal|EOE|EEO|affirmative)\b"
    r"|all (?:qualified )?(?:applicants|candidates) (?:will|are|shall)\b)",
    re.IGNORECASE,
)
_EMPLOYER: Final = regex(
    r"\b(?:employers?|policy of|without regard to|equal opportunity for"
    r"|all (?:\w+ ){0,2}(?:applicants|candidates|employees|persons|individuals)"
    r"|(?:applicants|candidates|employees|individuals|persons) (?:\w+ ){0,4}(?:will|shall|are|must|who|with|requiring)"
    r"|all recruitment|there is no place|your (?:resume|cv|application|data|information) (?:is|will)|you (?:require|need)|need(?:ing)? (?:an? )?accommodation"
    r"|we (?:do not|don't|never|are|respect|celebrate|value|welcome|embrace|provide|promote))\b",
    re.IGNORECASE,
)
# an organization in the third person begins what binds it: "The Ferry Board promotes ...", "Northfell is proud to ..."
_OF_ITSELF: Final = regex(
    r"(?:(?i:as (?:an? |part of )[^,]{3,60}, |at [^,]{3,40}, |in order to [^,]{3,60}, ))?"
    r"(?:(?i:we|our) |(?!You |This |Candidate|The (?:ideal |successful )?(?:candidate|applicant|person|role|position))"
    r"(?:[Tt]he )?(?:[A-Z][\w&.'-]*|of|for|and|the)(?: (?:[A-Z&][\w&.'-]*|of|for|and|the)){0,7},? "
    r"(?:is (?:an? |proud|committed|dedicated|fully)|are (?:an? |proud|committed|dedicated)|was |has an? |will make "
    r"|aims|strives|strictly|expressly|values|promotes|welcomes|celebrates|embraces|believes|fosters|supports|provides"
    r"|prohibits|encourages|seeks|recognizes|respects|complies|does not|cultivates|champions|ensures that|invests))"
)
# what the holder will do binds nobody else
_HOLDER: Final = regex(
    r"you(?:['’]ll| will| are| have)\b|as an? .{0,80}\byou\b|work with\b"
    r"|.{0,400}\byou will (?:play|work|help|lead|develop|be part)\b",
    re.IGNORECASE,
)
_SELF: Final = regex(
    r"\b(?:we|our|us|the company|the organi[sz]ation|this (?:company|employer)|wir|unser\w*|nous|notre|nosotros"
    r"|nuestr\w+|nós|noss\w+)\b",
    re.IGNORECASE,
)


def _is_of_holder(words: str) -> bool:
    return "responsible for" in words or bool(_HOLDER.match(words))


def _spoken(words: str, names: list[str]) -> str:
    """Return the words with the organization's name as "we"; "" where it does not speak of itself."""
    said = _named_we(words, names)
    return said if _SELF.search(said) else ""


def _named_we(words: str, names: list[str]) -> str:
    for name in names:
        words = words.replace(name, "we")
    return _OF_ITSELF_NAME.sub("we", words, count=1) if _OF_ITSELF.match(words) else words


# the subject of such a sentence: all before its verb
_OF_ITSELF_NAME: Final = regex(
    r"(?<![^\s,])(?!(?i:we|our|as|at|in)\b)(?:[Tt]he )?[A-Z][\w&.'-]*(?: (?:[A-Z&][\w&.'-]*|of|for|and|the)){0,7}(?=,? [a-z])"
)


def _commitment(outline: Outline, kind: str, passage: Passage) -> Commitment:
    sentence = passage.span
    text = " ".join(outline.quote(sentence).split())
    urls = [link.url for link in passage.block.links if sentence.start <= link.span.start < sentence.end]
    return Commitment(
        kind=kind,
        text=text,
        urls=tuple(dict.fromkeys(urls)),
        grounds=grounds(text) if kind == "equal-opportunity" else (),
        evidence=(sentence,),
        rule=f"commitment-{kind}",
        confidence=0.9,
    )


def _add(made: list[tuple[Commitment, frozenset[str]]], new: Commitment) -> None:
    """Add a commitment, or its evidence to one that says nearly the same."""
    words = frozenset(_WORDS.findall(new.text.casefold()))
    for index in range(max(0, len(made) - _WINDOW), len(made)):
        old, old_words = made[index]
        shorter = min(len(words), len(old_words))
        if old.kind == new.kind and (
            words == old_words or (shorter >= _FEWEST_WORDS and len(words & old_words) >= _ALIKE * shorter)
        ):
            merged = Commitment(
                kind=old.kind,
                text=old.text,
                urls=tuple(dict.fromkeys((*old.urls, *new.urls))),
                grounds=old.grounds or new.grounds,
                evidence=(*old.evidence, *new.evidence),
                rule=old.rule,
                confidence=old.confidence,
            )
            made[index] = (merged, old_words)
            return
    made.append((new, words))


def grounds(text: str) -> tuple[str, ...]:
    """Return the protected grounds that an equal-opportunity sentence lists, in order, lower case.

    Example:
        >>> grounds("All are considered without regard to race, religion, national origin or age.")
        ('race', 'religion', 'national origin', 'age')
    """
    start = _GROUNDS_START.search(text)
    if start is None:
        return ()
    parts = re.split(r"[,;]", re.split(r"[.:](?:\s|$)", text[start.end() :], maxsplit=1)[0])
    parts[-1:] = _LAST_PART.split(parts[-1])
    named = (_NO_GROUND.sub("", part.strip()).strip().casefold() for part in parts)
    return tuple(dict.fromkeys(one for one in named if one and len(one.split()) <= 6 and "protected" not in one))
