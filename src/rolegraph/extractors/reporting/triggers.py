"""The wordings that announce a superior, read from the word lists and compiled where they may be."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from rolegraph.lexicons.words import LANGUAGES, groups
from rolegraph.regexes import plain_pieces, regex, uncased

_NAMES: Final = regex(r"\b(?:ADV|GRADE|HELP|UNDER)\b")


def _alternation(name: str) -> str:
    return "|".join(groups("reporting", ("en",))[name])


@cache
def _spelled() -> dict[str, str]:
    """Return what the capital words in a pattern stand for."""
    adverbs, grades, helps = (_alternation(name) for name in ("adverbs", "grades-of-help", "help"))
    between = rf"(?:[\s,/&]+(?:(?:{grades}|{helps})\b[\s,/&]*){{1,5}})?"
    under = rf"(?:(?:{grades})[\s,/&]+){{0,5}}(?:{helps}){between}\s*\b(?:of|from|by)\b"
    return {"ADV": adverbs, "GRADE": grades, "HELP": helps, "UNDER": under}


class Trigger(NamedTuple):
    """A wording that announces a superior.

    Args:
        form: How its subject is found: `verb`, `participle`, `passive`, `under`, `receive`, `received`, `line`,
            `second`, `state`.
        rule: Its name.
        stem: What must stand in the sentence, in lower case.
        confidence: How likely a line found by it is right, where its subject is said outright.
        pattern: Its spelling as a regular expression.
        language: The language it belongs to.
    """

    form: str
    rule: str
    stem: str
    confidence: float
    pattern: str
    language: str

    def may_be_in(self, sentence: str) -> bool:
        """Tell whether a sentence in lower case holds the plain words of the pattern."""
        return all(piece in sentence for piece in _pieces(self.pattern))

    def compiled(self) -> re.Pattern[str]:
        """Return the pattern, for text in lower case."""
        return _compiled(self.pattern)


@cache
def triggers() -> tuple[Trigger, ...]:
    """Return all wordings, in the order of the word lists."""
    return tuple(_read())


def _read() -> Iterator[Trigger]:
    for language in LANGUAGES:
        for line in groups("reporting-triggers", (language,)).get("", ()):
            form, rule, stem, confidence, pattern = line.split("\t")
            yield Trigger(form, rule, stem, float(confidence), pattern, language)


@cache
def triggers_by_stem(languages: tuple[str, ...] = LANGUAGES) -> dict[str, tuple[Trigger, ...]]:
    """Return the wordings by their stem, and by each stem within it: a text is searched for the shortest only.

    Args:
        languages: The languages to read.
    """
    stems = {one.stem for one in triggers()}
    stems.update(label for language in LANGUAGES for label in groups("reporting", (language,)).get("labels", ()))
    some = [one for one in triggers() if one.language in languages]
    found = {stem: tuple(one for one in some if stem in one.stem) for stem in stems}
    return {stem: some for stem, some in found.items() if some}


@cache
def _pieces(pattern: str) -> tuple[str, ...]:
    return plain_pieces(_NAMES.sub(r"\\w", pattern))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    for name, spelled in _spelled().items():
        pattern = pattern.replace(name, spelled)
    return uncased(pattern)
