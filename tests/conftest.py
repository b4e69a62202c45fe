"""What all tests share: where the checkout and the development corpora lie."""

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = CHECKOUT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and suites beside the checkout; a test that needs it fails where it is missing."""
    assert SHARED.is_dir(), f"{SHARED} is missing: the corpora and suites lie beside the checkout"
    return SHARED
