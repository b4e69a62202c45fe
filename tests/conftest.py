"""What all tests share: where the checkout and the development corpora lie."""

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = CHECKOUT.parent / "shared"


def miss(what: str) -> None:
    """Skip a test for what this machine has not; fail it where nothing may be missing, in CI."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and suites beside the checkout."""
    if not SHARED.is_dir():
        miss(f"{SHARED} is missing: the corpora and suites lie beside the checkout")
    return SHARED
