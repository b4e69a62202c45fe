"""Runs work that may run away in a process of its own, which can be stopped and whose memory has a ceiling.

Oxigraph can neither cancel a query nor survive one that overflows its stack or its memory: the whole process ends. So
the process is another one. On Linux it is forked, and takes over what is loaded without a copy; elsewhere, and in a
program with threads of its own, it is started anew and sent what it needs: a fork would inherit locks that threads
hold.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from rolegraph.errors import QueryError, RolegraphError, StoreError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext
    from multiprocessing.process import BaseProcess

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take.

    Args:
        seconds: The time; 0 for as much as it needs.
        memory: The bytes of memory beyond what is loaded; 0 for as many as it needs.
    """

    seconds: float = 60.0
    memory: int = 4_000_000_000


def run_limited(work: Callable[[], Result], limits: Limits, *, what: str) -> Result:
    """Do work in a process of its own.

    Args:
        work: What to do; it and its result must be picklable.
        limits: What it may take.
        what: What to call it in errors: "query" or "update".

    Returns:
        Its result.

    Raises:
        RolegraphError: The one that the work raised.
        QueryError: It took too long, too much memory, or brought its process down.

    Example:
        >>> run_limited(dict, Limits(seconds=20), what="query")
        {}
    """
    context = _context()
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_serve, args=(work, sender, limits), daemon=True)
    try:
        with _uninterrupted():
            child.start()
        sender.close()
        if not receiver.poll(limits.seconds or None):
            raise QueryError(_too_long(limits, what))
        good, result = receiver.recv()
    except EOFError:
        child.join()
        raise QueryError(_ended(child, limits, what)) from None
    finally:
        if child.pid is not None:
            child.kill()
            child.join()
        receiver.close()
    if good:
        return result  # type: ignore[no-any-return]
    raise result


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let an interrupt wait: while a process starts, it would be lost, or leave that process running."""
    if not hasattr(signal, "pthread_sigmask"):  # not a Unix
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _context() -> "ForkContext | SpawnContext":
    import multiprocessing

    if sys.platform == "linux" and _is_alone():
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _is_alone() -> bool:
    """Tell whether this process has one thread; those of RocksDB are unknown to Python."""
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - names alone
    except OSError:
        return False


def _serve(work: Callable[[], Any], sender: "Connection", limits: Limits) -> None:
    """Do the work and send what came of it, in the other process."""
    _restrain(limits)
    try:
        outcome: tuple[bool, Any] = (True, work())
    except RolegraphError as error:
        error.__cause__ = None
        outcome = (False, error)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    except BaseException as error:  # noqa: BLE001 - PyO3's panic is no Exception; what else comes is a fault to be told
        outcome = (False, StoreError(f"the engine failed: {type(error).__name__}: {error}"))
    try:
        sender.send(outcome)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    os._exit(0)  # no tidying: what is loaded is not ours, and freeing an answer takes as long as making it


_OUT_OF_MEMORY: Final = 99


def _restrain(limits: Limits) -> None:
    """Hold this process to its limits, quietly; and let it not outlive the one that asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the asking process gets it too, and ends this one
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)
    if hasattr(signal, "setitimer") and limits.seconds:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + 1)
    try:
        import resource
    except ImportError:  # not a Unix
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.memory:
        ceiling = _taken() + limits.memory
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if hard == resource.RLIM_INFINITY or ceiling < hard:
            resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
    _die_with_parent()


def _taken() -> int:
    try:
        with open("/proc/self/statm", "rb") as stream:  # noqa: PTH123 - cheaper than a Path
            return int(stream.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def _die_with_parent() -> None:
    if sys.platform != "linux":
        return
    import ctypes

    parent = os.getppid()
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(1)


def _too_long(limits: Limits, what: str) -> str:
    return f"the {what} took longer than {limits.seconds:g} s and was stopped; narrow it, or allow more with --timeout"


def _ended(child: "BaseProcess", limits: Limits, what: str) -> str:
    """Say why the other process ended without a word."""
    code = child.exitcode
    if code == -signal.SIGALRM:
        return _too_long(limits, what)
    if code in (_OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL):
        # a failed allocation and a full stack both end in abort()
        return (
            f"the {what} needed more than {limits.memory / 1e9:g} GB of memory, or nests too deeply, and was stopped; "
            "narrow it, or allow more with rolegraph query --memory"
        )
    if code == -signal.SIGSEGV:
        return f"the {what} nests too deeply for the engine, and was stopped; flatten it"
    return f"the {what} brought the engine down (exit code {code}); narrow it, and report it"
