"""What can go wrong between a database and us, inside this package; `sending` decides what is tried again."""

from rolegraph.errors import StoreError


class Passing(StoreError):
    """A failure that may pass: the same batch can be sent again, where sending it twice does no harm.

    Args:
        cause: What is wrong and what to do.
        wait: How many seconds the database asks to wait; None where it does not ask.
    """

    def __init__(self, cause: str, *, wait: float | None = None) -> None:
        super().__init__(cause)
        self.wait = wait
