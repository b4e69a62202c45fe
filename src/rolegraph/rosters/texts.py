"""The text of a table that its graph keeps: the columns that were read, as CSV, without what says who holds a post."""

from collections.abc import Mapping, Sequence
from typing import Final

from rolegraph.postings import Span
from rolegraph.rosters.layouts import PERSONAL, Columns
from rolegraph.rosters.rows import Row

_REFERENCES: Final = ("manager", "dotted", "functional")


def write_text(
    header: Sequence[str],
    rows: Sequence[Row],
    columns: Columns,
    hidden: Mapping[int, frozenset[str]],
    *,
    left_out: frozenset[str],
) -> tuple[str, list[Span]]:
    r"""Write the columns that were read.

    Args:
        header: The names of the table's columns.
        rows: Its rows.
        columns: What is in which column.
        hidden: For single rows, by number, the fields whose cells are left empty.
        left_out: The fields that are left out altogether.

    Returns:
        The text, and where in it each row lies. Where nothing of the table may be written, the rows are named instead.

    Example:
        >>> rows = [Row("a#1", {"id": "P1", "title": 'Head of "Ovens", South', "person": "Ada"})]
        >>> columns = Columns("", {"id": (0,), "title": (1,), "person": (2,)})
        >>> text, spans = write_text(["id", "title", "name"], rows, columns, {}, left_out=frozenset(["person"]))
        >>> text
        'id,title\nP1,"Head of ""Ovens"", South"\n'
        >>> spans[0].of(text)
        'P1,"Head of ""Ovens"", South"'
    """
    kept = sorted((at[0], field) for field, at in columns.at.items() if field not in left_out)
    fields = [field for _, field in kept]
    lines = [_line([" ".join(header[number].split()) for number, _ in kept] or ["row"])]
    spans = []
    end = len(lines[0]) + 1
    for number, row in enumerate(rows):
        blank = hidden.get(number, ())
        cells = ["" if field in blank else row.said[field] for field in fields]
        # a quote is never empty
        line = _line(cells or [row.place.rpartition("#")[2]]) or '""'
        lines.append(line)
        spans.append(Span(end, end + len(line)))
        end += len(line) + 1
    return "\n".join(lines) + "\n", spans


def unwritten(*, keep_names: bool, personal: bool) -> frozenset[str]:
    """Return the fields that the text leaves out.

    Args:
        keep_names: Whether names are kept; then nothing is left out.
        personal: Whether managers are referred to by names or addresses.
    """
    if keep_names:
        return frozenset()
    return frozenset((*PERSONAL, *(_REFERENCES if personal else ())))


def _line(cells: Sequence[str]) -> str:
    line = ",".join(cells)
    if '"' not in line and line.count(",") == len(cells) - 1:
        return line
    return ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if '"' in cell or "," in cell else cell for cell in cells)
