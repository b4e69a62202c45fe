"""Where things lie: the checkout, the corpora beside it, and the tools that judge."""

import sys
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parent.parent.parent
SHARED: Final = CHECKOUT.parent / "shared"
CORPUS: Final = SHARED / "corpus"
TOOLS: Final = SHARED / "tools"
OWN_GOLD: Final = Path(__file__).resolve().parent / "gold"
CONFIDENCES: Final = CHECKOUT / "src" / "rolegraph" / "lexicons" / "confidences.tsv"
REPORT: Final = CHECKOUT / "docs" / "accuracy.md"
PLOT: Final = CHECKOUT / "docs" / "reliability.svg"

# the judges are scripts, used where they lie, so that here and elsewhere the same code decides
if str(TOOLS) not in sys.path:
    sys.path.append(str(TOOLS))


def require_shared() -> None:
    """End the program with a hint where the corpora are missing."""
    if not (CORPUS / "gold").is_dir() or not TOOLS.is_dir():
        sys.exit(
            f"error: {SHARED} is missing: the corpora, their gold and the tools that judge lie beside the checkout"
        )
