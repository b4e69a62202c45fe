"""The commands: one file each, thin over the library."""

from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Run the program with the arguments of the command line, and exit with its code."""
    import gc
    import signal
    import sys

    # what a start makes is kept to the end; looking for garbage in it again and again takes a twentieth of the time
    gc.set_threshold(300_000, 20, 20)
    if hasattr(signal, "SIGPIPE"):
        # when the reader has gone (`| head -1`) the program ends without a word, as those of Unix do
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        from rolegraph.cli.program import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # before the program was loaded, or while it was ending
        code = 130
    # the end gives all of it back at once; looking for circles in it first takes a tenth of the time
    gc.freeze()
    sys.exit(code)
