"""What is remembered is what would be made anew; long texts are not kept."""

import pytest

from rolegraph.remembering import remembered


@pytest.mark.parametrize(
    ("length", "calls"),
    [
        (10, 1),  # a line that comes back
        (800, 1),
        (801, 2),  # a hostile one would fill the memory
    ],
)
def test_short_texts_are_read_once(length: int, calls: int) -> None:
    read: list[str] = []

    @remembered
    def size(text: str, *, twice: bool) -> int:
        read.append(text)
        return len(text) * (1 + twice)

    assert [size("a" * length, twice=True) for _ in range(2)] == [2 * length] * 2
    assert len(read) == calls
    # other arguments, another answer
    assert size("a" * length, twice=False) == length


def test_only_the_last_are_kept() -> None:
    read: list[str] = []

    @remembered
    def upper(text: str) -> str:
        read.append(text)
        return text.upper()

    for number in range(5_000):
        upper(f"line {number}")
    assert upper("line 4999") == "LINE 4999"
    assert len(read) == 5_000
    assert upper("line 0") == "LINE 0"
    assert len(read) == 5_001
