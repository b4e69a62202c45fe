"""What a user can choose about a chart."""

from dataclasses import dataclass
from typing import Literal

ColorBy = Literal["seniority", "grade", "unit", "location", "organization"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a chart shows, and how.

    Args:
        root: Draw this post and everybody below it: its IRI, its label or one of its titles. "" draws every tree.
        depth: How many levels below the top are drawn, 0 for the tops alone; None draws all. In an HTML page it is the
            number of levels that stand open at first (when None, as many as can be read in the window): nothing is left
            out of the page.
        organization: Draw the posts of this organization and the superiors they name; "" draws all.
        around: Draw the chain of command of this post, the post, those beside it, and `depth` levels (one when None)
            below it.
            In an HTML page nothing is left out: the page opens at the post.
        color_by: The attribute that colours the posts and is written above their titles; None takes seniority, or where
            no post states one the grade, the unit or the location.
        title: The heading; "" makes one from the organization or the root.

    Example:
        >>> Options(root="Chief Executive", depth=2).organization
        ''
    """

    root: str = ""
    depth: int | None = None
    organization: str = ""
    around: str = ""
    color_by: ColorBy | None = None
    title: str = ""
