"""What single cells say: nothing, a number, a vacancy, several references, a name that is none."""

from decimal import Decimal
from typing import Final

from rolegraph.regexes import regex
from rolegraph.vocabulary import UNWRITABLE

NOTHING: Final = frozenset(("", "-", "nan", "null", "none", "nil", "n/a", "na", "#n/a", "<na>", "nat"))
"""What stands in a cell that says nothing, in lower case."""

_LONGEST_NOTHING: Final = max(map(len, NOTHING))
_NO_NAMES: Final = NOTHING | {
    "n/d",
    "nd",
    "withheld",
    "not disclosed",
    "redacted",
    "tbc",
    "tba",
    "vacant",
    "eliminated",
}
_YES: Final = frozenset(("yes", "y", "true", "1", "x", "vacant", "vacancy", "open", "unfilled", "1.0"))
_NUMBER: Final = regex(r"\d{1,7}(?:[.,]\d{1,9})?|[.,]\d{1,9}")


def clean(cell: str) -> str:
    r"""Return a cell with white space folded and without characters that no XML document can hold.

    Example:
        >>> clean("  Head of\n Ovens\x00")
        'Head of Ovens\ufffd'
    """
    # of all white space only the plain space is printable
    if cell.isprintable() and "  " not in cell:
        return cell.strip()
    return UNWRITABLE.sub("\ufffd", " ".join(cell.split()))


def says_nothing(cell: str) -> bool:
    """Tell whether a cell holds nothing, or what programs write for nothing.

    Example:
        >>> says_nothing("NaN"), says_nothing("0")
        (True, False)
    """
    # hardly any cell is as short as what says nothing
    return len(cell) <= _LONGEST_NOTHING and cell.casefold() in NOTHING


def number(cell: str) -> Decimal | None:
    """Return a number of full-time equivalents; None for what is none.

    Example:
        >>> number("0.50"), number("1,5"), number("half"), number("-1")
        (Decimal('0.50'), Decimal('1.5'), None, None)
    """
    return Decimal(cell.replace(",", ".")) if _NUMBER.fullmatch(cell) and cell.isascii() else None


def is_vacancy(cell: str) -> bool:
    """Tell whether a cell of a column about vacancy says that nobody holds the post.

    Example:
        >>> is_vacancy("Yes"), is_vacancy("Filled")
        (True, False)
    """
    return cell.casefold() in _YES


def is_person(cell: str) -> bool:
    """Tell whether a cell of a column of names holds one.

    Example:
        >>> is_person("Vacant"), is_person("N/D"), is_person("Ada Quill")
        (False, False, True)
    """
    return cell.casefold() not in _NO_NAMES


def split(cell: str) -> list[str]:
    """Return the references that a list holds, semicolons, bars or colons between them.

    Example:
        >>> split("P1; P2"), split("P1:P2"), split("")
        (['P1', 'P2'], ['P1', 'P2'], [])
    """
    mark = next((one for one in ";|:" if one in cell), ";")
    return [part for one in cell.split(mark) if (part := one.strip()) and not says_nothing(part)]
