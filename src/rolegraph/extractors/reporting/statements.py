"""Reads sentences that say whom a role reports to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from rolegraph.extractors.reporting.lines import Statement
from rolegraph.extractors.reporting.places import Places
from rolegraph.extractors.reporting.subjects import OTHER, Clause, Known, Subject, is_of_others, main_subject
from rolegraph.extractors.reporting.superiors import Superior, read_superiors
from rolegraph.extractors.reporting.triggers import Trigger, triggers_by_stem
from rolegraph.extractors.reporting.words import words
from rolegraph.lexicons.sentences import split_sentences
from rolegraph.postings import Block, Span
from rolegraph.regexes import regex

_ALSO_WITH: Final = regex(
    r"\s*(?:,\s*)?and\s+(?:(?:[\w-]+\s+){1,3}(?:with|for|under|by|from)"
    r"|(?:\w+ly\s+)?(?:assist|support|advis|help|represent|serv)(?:e?s|ing)?(?=\s+(?:the|our)\b))\s+",
    re.IGNORECASE,
)
_ABOUT: Final = regex(
    r"\s+(?:on|about|regarding|concerning|any|all|of|when|if)\b(?!\s+(?:a|an)\s+\w+\s+basis)", re.IGNORECASE
)
_BOTH: Final = regex(r"\b(?:jointly|both)\b", re.IGNORECASE)
_CLAUSES: Final = regex(r"[,;]")
_AND_TO: Final = regex(
    r"(?:\s+(?:with)?in\s+(?:the\s+)?[A-Z]\w+)?(?:\s*\([^()\n]{1,40}\))?,?\s+and\s+(?:also\s+)?to\s+(?=the\s|our\s)"
)
_MATTER: Final = regex(
    r",?\s+(?:on|about|regarding|concerning|any|all|when|if|for|as|quarterly|annually|monthly|weekly|regularly)\b",
    re.IGNORECASE,
)
_STANDING: Final = {"self": 1.0, "implied": 0.98, "imperative": 0.85}
_UNFINISHED: Final = regex(
    r"(?:,|\b(?:the|a|an|of|to|and|or|for|by|with|under|our|into|from"
    r"|Chief|Head|Vice|Deputy|Senior|Sr\.|Assistant|Associate|Managing|General))\Z",
    re.IGNORECASE,
)
_GERUND: Final = regex(r"\w(?:ndo|dant|tant)\b", re.IGNORECASE)
_BASIS: Final = regex(r"\s+on\s+an?\s+[\w-]+\s+basis\b", re.IGNORECASE)
_ARTICLE: Final = regex(r"\b(?:the|our|a|an)\s+\Z", re.IGNORECASE)
_LONGEST_UNKNOWN: Final = 3
_WRAPPED: Final = 3
_MOST: Final = 20
_AROUND: Final = 600
_LONGEST_SENTENCE: Final = 1500


def read_statements(places: Places, known: Sequence[Known], labelled: Sequence[Span]) -> Iterator[Statement]:
    """Yield the statements in the sentences where stems stand.

    Args:
        places: Where to look.
        known: The roles that the posting advertises.
        labelled: Stretches that labels have been read from.

    Yields:
        Statements in order of the text.
    """
    outline, blocks = places.outline, places.blocks
    for index, hits in places.stems.items():
        found: list[Statement] = []
        for sentences in (_wrapped(places, index), outline.sentences(blocks[index])):
            for sentence, stems in _hit(sentences, hits):
                found += _Sentence(places, blocks[index], sentence, known).read(stems, labelled)
            if found:
                break
        yield from found


def _hit(sentences: Sequence[Span], hits: Sequence[tuple[int, str]]) -> Iterator[tuple[Span, set[str]]]:
    """Yield the sentences in which stems stand, with the stems; both come in order."""
    at = 0
    for sentence in sentences:
        while at < len(hits) and hits[at][0] < sentence.start:
            at += 1
        stems = set()
        while at < len(hits) and hits[at][0] < sentence.end:
            stems.add(hits[at][1])
            at += 1
        if stems:
            yield sentence, stems


def _wrapped(places: Places, index: int) -> list[Span]:
    """Return the sentences of a wrapped text that run over several blocks, whole; none where it is not wrapped."""
    text, blocks, width = places.outline.text, places.blocks, places.width
    first = last = index
    while first > 0 and index - first < _WRAPPED and _goes_on(text, blocks[first - 1], blocks[first], width):
        first -= 1
    while last + 1 < len(blocks) and last - index < _WRAPPED and _goes_on(text, blocks[last], blocks[last + 1], width):
        last += 1
    if first == last:
        return []
    return [Span(start, end) for start, end in split_sentences(text, blocks[first].span.start, blocks[last].span.end)]


def _goes_on(text: str, block: Block, following: Block, width: int) -> bool:
    """Tell whether a sentence goes on from one block into the next."""
    if following.kind != "paragraph" or block.kind not in ("paragraph", "item"):
        return False
    if text[block.span.end - 1] in ".!?:;":
        return False
    if width:
        # the next word did not fit
        word = text.find(" ", following.span.start, following.span.end)
        length = (word if word >= 0 else following.span.end) - following.span.start
        if block.span.end - block.span.start + 1 + length > width:
            return True
    return text[following.span.start].islower() or bool(
        _UNFINISHED.search(text, max(block.span.start, block.span.end - 12), block.span.end)
    )


class _Sentence:
    def __init__(self, places: Places, block: Block, span: Span, known: Sequence[Known]) -> None:
        self.text = places.outline.text
        self.lower = places.outline.lower
        self.languages = places.languages
        self.span = span
        self.links = [link.span for link in block.links]
        self.known = known

    def read(self, stems: set[str], labelled: Sequence[Span]) -> Iterator[Statement]:
        """Yield the statements of the sentence; a second line needs a first one, or a subject of its own."""
        stated = any(span.start < self.span.end and self.span.start < span.end for span in labelled)
        last = -1
        for match, trigger in self.matches(stems):
            if match.start() < last or (self.text[match.end() : match.end() + 1] == ":" and trigger.form != "second"):
                continue
            if any(span.start <= match.start() < span.end for span in labelled) and trigger.form != "second":
                continue
            statement = self.statement(match, trigger, stated)
            if statement is not None:
                stated = True
                last = match.end()
                yield statement

    def matches(self, stems: set[str]) -> list[tuple[re.Match[str], Trigger]]:
        """Return the wordings in the sentence, in order, the longer one first where two begin together."""
        sentence = self.lower[self.span.start : self.span.end]
        found = [
            (match, trigger)
            for stem in sorted(stems)
            for trigger in triggers_by_stem(self.languages).get(stem, ())
            if trigger.may_be_in(sentence)
            for match in islice(trigger.compiled().finditer(self.lower, self.span.start, self.span.end), _MOST)
        ]
        return sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end(), pair[1].form == "verb"))

    def statement(self, match: re.Match[str], trigger: Trigger, stated: bool) -> Statement | None:
        """Return what a wording states, or None."""
        clause = Clause(self.text, self.span.start, match.start(), self.known, words(trigger.language))
        subject = self.subject(clause, trigger, match, stated)
        # "Your tasks Reporting to the Clerk, this post ...": a heading has run into the sentence
        run_on = (
            subject.standing == "other"
            and trigger.form in ("participle", "under")
            and self.text[match.start()].isupper()
            and "\n" not in self.text[clause.tokens[-1].end : match.start()]
        )
        if subject.standing == "other" and not run_on:
            return None
        start, end = match.span("name") if "name" in match.re.groupindex else (match.end(), self.span.end)
        start = self.past_joined(start, end, clause)
        leading = run_on or (
            trigger.form in ("participle", "under") and (not clause.tokens or clause.tokens[-1].text == ",")
        )
        both = bool(_BOTH.search(self.text, match.start(), min(end, start + 6)))
        superiors = read_superiors(self.text, start, end, language=trigger.language, leading=leading, several=both)
        superiors = self.as_linked(superiors + self.further(superiors, trigger, end))
        if run_on and superiors:
            subject = main_subject(self.text, superiors[-1].end, self.span.end, self.known, words(trigger.language))
        superiors = [one for one in superiors if self.is_fit(one, trigger, subject)]
        if (
            not superiors
            or subject.standing == "other"
            or self.is_about_others(superiors[-1].end, trigger, subject, leading)
        ):
            return None
        return Statement(
            superiors,
            subject,
            trigger.rule,
            round(trigger.confidence * _STANDING[subject.standing], 2),
            self.evidence(match, superiors[-1].end),
            self.wording(match, superiors[-1].end, trigger),
            match.start(),
        )

    def further(self, superiors: list[Superior], trigger: Trigger, end: int) -> list[Superior]:
        """Return whom "and to the" after the superiors names: "reports to the Rector and to the Harbour Board"."""
        if not superiors or trigger.language != "en" or trigger.form not in ("verb", "participle"):
            return []
        match = _AND_TO.match(self.text, superiors[-1].end, end)
        if match is None:
            return []
        more = read_superiors(self.text, match.end(), end)
        named = more and all(one.clear and not one.several and one.target in ("role", "body") for one in more)
        if not named or _MATTER.match(self.text, more[-1].end, end):
            return []
        more[0].joint = "and"
        return more

    def past_joined(self, start: int, end: int, clause: Clause) -> int:
        """Return where a name begins after "reports to and works with" and "is advised by, and reports to,"."""
        if also := _ALSO_WITH.match(self.text, start, end):
            return also.end()
        between = [token.low for token in clause.tokens[-2:]]
        aside = between in ([",", "and"], [",", "or"]) and self.text.startswith(", the ", start)
        return start + 1 if aside else start

    def subject(self, clause: Clause, trigger: Trigger, match: re.Match[str], stated: bool) -> Subject:
        if trigger.form == "state":
            return Subject("self")
        if trigger.form == "second":
            if stated or trigger.rule.startswith("and-"):
                return Subject("self") if stated else OTHER
            return Subject("implied") if len(clause.tokens) < 2 else clause.of_start(clause.tokens)
        if trigger.form == "line":
            return clause.of_start(clause.tokens)
        if trigger.form == "participle" or (trigger.language != "en" and _GERUND.search(match[0])):
            return clause.of_participle()
        if trigger.form == "under":
            return clause.of_work()
        if trigger.form == "received":
            # "General supervision is received from": nothing but grades stand before it
            return Subject("implied") if clause.is_graded() else OTHER
        if trigger.form == "passive":
            clause.drop_participle()
        if trigger.form == "passive" and not clause.tokens:
            return Subject("implied")
        if trigger.form == "passive" and clause.is_joined_passive():
            return clause.of_list(clause.tokens)
        if trigger.form == "passive" and clause.stripped() == clause.tokens:
            # no auxiliary before it: the participle of some noun, "projects, managed by ..."
            return OTHER
        word = match[0][:7]
        return clause.of_verb(imperative=word.startswith("report ") and trigger.language == "en")

    def as_linked(self, superiors: list[Superior]) -> list[Superior]:
        """Take the words of one hyperlink for one title, whatever commas and conjunctions are in it."""
        for link in self.links:
            inside = [one for one in superiors if link.start <= one.start and one.end <= link.end]
            if len(inside) > 1 and inside[0].start == link.start:
                index = superiors.index(inside[0])
                superiors[index : index + len(inside)] = [replace(inside[0], title=link.of(self.text), end=link.end)]
        return superiors

    def is_fit(self, superior: Superior, trigger: Trigger, subject: Subject) -> bool:
        """Tell whether a wording can name such a superior."""
        if superior.target == "person":
            return trigger.form in ("verb", "participle", "second", "state") or subject.standing == "self"
        if superior.target == "unit":
            second = trigger.form == "second" and not trigger.rule.startswith("and-")
            # "sous la responsabilité de la Direction": elsewhere a directorate stands for who directs it
            abroad = trigger.language != "en" and trigger.form == "under" and trigger.rule != "depende-de-rol"
            return (second or abroad or trigger.form in ("verb", "participle")) and subject.standing != "imperative"
        return (superior.clear or self.is_outright(superior, trigger, subject)) and not superior.several

    def is_outright(self, superior: Superior, trigger: Trigger, subject: Subject) -> bool:
        """Tell whether a title whose noun no list knows is one all the same: "This post reports to the Gaffer."."""
        if trigger.language != "en" or trigger.form not in ("verb", "participle") or subject.standing != "self":
            return False
        if not _ARTICLE.search(self.text, self.span.start, superior.start):
            return False
        found = superior.title.split()
        lists = words("en")
        return (
            len(found) <= _LONGEST_UNKNOWN
            and all(word[0].isupper() and word.strip(",.").isalpha() for word in found)
            and found[-1].casefold() not in lists.fields
        )

    def is_about_others(self, end: int, trigger: Trigger, subject: Subject, leading: bool) -> bool:
        """Tell whether what follows the superior shows that the sentence is not about the role's superior."""
        if subject.standing == "imperative" and _ABOUT.match(self.text, end, self.span.end):
            return True
        strict = trigger.rule == "under-leadership"
        lists = words(trigger.language)
        return leading and is_of_others(self.text, end, self.span.end, self.known, lists, strict=strict)

    def wording(self, match: re.Match[str], end: int, trigger: Trigger) -> str:
        """Return the words that say what kind of line it is: the wording, the adverb before it, "on an ... basis"."""
        if trigger.form == "second" and trigger.rule != "and-to":
            # what stands before it is about the first line
            return match[0]
        words_before = _CLAUSES.split(self.text[max(self.span.start, match.start() - 30) : match.end()])[-1]
        basis = _BASIS.match(self.text, end, self.span.end)
        return words_before + (basis[0] if basis else "")

    def evidence(self, match: re.Match[str], end: int) -> Span:
        """Return the sentence, up to the superior's last word at least; of an endless one the part around it."""
        start, stop = self.span.start, max(self.span.end, end)
        if stop - start <= _LONGEST_SENTENCE:
            return Span(start, stop)
        start = self.text.find(" ", max(start, match.start() - _AROUND), match.start()) + 1 or match.start()
        return Span(start, end)
