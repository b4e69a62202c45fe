"""Words and marks of a clause, as the readers of titles and subjects want them."""

from typing import Final, NamedTuple

from rolegraph.regexes import regex


class Token(NamedTuple):
    """A word or a mark.

    Args:
        text: As it is written.
        low: In lower case, its apostrophe straight.
        start: The first code point in the posting's text.
        end: The code point after the last.
    """

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital or a digit."""
        return self.text[0].isupper() or self.text[0].isdigit()


# a full stop inside a word joins ("U.S.", "pier.org"), but not where the blank after a sentence is lost ("Moss.You")
_TOKEN: Final = regex(r"\w+(?:(?:['’&/+·-]|(?<![^\W\d_A-Z]{2})\.|\.(?![A-Z][a-z])|--)\w+)*(?:['’](?!\w))?|\S")
_ABBREVIATIONS: Final = frozenset(
    (
        "sr",
        "jr",
        "asst",
        "assoc",
        "dir",
        "mgr",
        "dept",
        "dr",
        "mr",
        "ms",
        "mrs",
        "prof",
        "st",
        "exec",
        "inc",
        "co",
        "gen",
    )
)


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the words and marks of `text[start:end]`.

    Example:
        >>> [token.text for token in tokens("the Sr. Manager, R&D (UK)", 0, 25)]
        ['the', 'Sr.', 'Manager', ',', 'R&D', '(', 'UK', ')']
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word, first, last = match[0], match.start(), match.end()
        ends = last >= end and bool(found) and len(found[-1].low) == 1
        if word == "." and found and found[-1].end == first and _is_abbreviation(found[-1].low) and not ends:
            before = found.pop()
            found.append(Token(before.text + ".", before.low, before.start, last))
        else:
            found.append(Token(word, word.casefold().replace("’", "'"), first, last))
    return found


def _is_abbreviation(word: str) -> bool:
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()) or (len(word) <= 5 and word[1:2] == ".")
