"""Outlines of small texts, for tables of what extractors find in them."""

from typing import Final

from rolegraph.outline import Outline, outline
from rolegraph.postings import Block, BlockKind, Posting, Span

KINDS: Final[dict[str, BlockKind]] = {"# ": "heading", "- ": "item"}


def outlined(text: str, *fields: tuple[str, str]) -> Outline:
    """The outline of a posting: fields first, then a paragraph a line; "#" begins a heading, "-" an item of a list."""
    lines: list[tuple[BlockKind, str, str]] = [("field", value, name) for name, value in fields]
    for line in text.split("\n"):
        kind = KINDS.get(line[:2], "paragraph")
        lines.append((kind, line[2:] if kind != "paragraph" else line, ""))
    blocks, start = [], 0
    for kind, line, name in lines:
        if line.strip():
            blocks.append(Block(kind, Span(start, start + len(line)), level=1 if kind != "paragraph" else 0, name=name))
        start += len(line) + 1
    return outline(Posting("test", "0" * 64, "\n".join(line for _, line, _ in lines), tuple(blocks)))
