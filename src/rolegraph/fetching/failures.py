"""What can go wrong on the way to an answer, inside this package; `collecting` makes input errors of it."""


class Failure(Exception):
    """An answer that cannot be had, or cannot be used.

    Args:
        cause: What is wrong and what to do.
        status: The HTTP status that said so; 0 where there was none.
    """

    def __init__(self, cause: str, *, status: int = 0) -> None:
        super().__init__(cause)
        self.status = status


class Passing(Failure):
    """A failure that may pass: the same request can be sent again.

    Args:
        cause: What is wrong.
        status: The HTTP status that said so; 0 where there was none.
        wait: How many seconds the server asks to wait; None where it does not ask.
    """

    def __init__(self, cause: str, *, status: int = 0, wait: float | None = None) -> None:
        super().__init__(cause, status=status)
        self.wait = wait
