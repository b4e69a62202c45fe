"""Reads the body of an answer: bounded, unpacked, and whole."""

import zlib
from collections.abc import Iterable
from typing import Final

from rolegraph.fetching.failures import Failure, Passing

_GZIP: Final = 31
"""zlib's number for gzip with its head and check sum."""


def read_body(chunks: Iterable[bytes], *, coding: str, max_bytes: int) -> bytes:
    """Read a body, unpacking it as it comes, so that a small answer cannot fill the memory.

    Args:
        chunks: The bytes as they came over the wire.
        coding: The content coding that the server names.
        max_bytes: The most that is read, after unpacking.

    Returns:
        The whole body.

    Raises:
        Failure: It is larger, or packed in another way than asked for.
        Passing: It ends too early.

    Example:
        >>> read_body([b"Night ", b"Porter"], coding="", max_bytes=100)
        b'Night Porter'
    """
    coding = coding.strip().lower()
    if coding in ("gzip", "x-gzip"):
        return _unpack(chunks, max_bytes)
    if coding not in ("", "identity"):
        # never asked for; several codings on top of each other are how bombs are made
        raise Failure(f"packed as {coding[:40]!r}, which was not asked for")
    body = bytearray()
    for chunk in chunks:
        body += chunk
        _check_size(body, max_bytes)
    return bytes(body)


def _unpack(chunks: Iterable[bytes], max_bytes: int) -> bytes:
    body = bytearray()
    unpacker = zlib.decompressobj(_GZIP)
    for packed in chunks:
        while packed:
            if unpacker.eof:  # a further member of the same file (RFC 1952)
                unpacker = zlib.decompressobj(_GZIP)
            try:
                body += unpacker.decompress(packed, max_bytes + 1 - len(body))
            except zlib.error as error:
                raise Failure(f"said to be gzip, but is not: {error}") from error
            _check_size(body, max_bytes)
            packed = unpacker.unconsumed_tail or unpacker.unused_data
    if not unpacker.eof:
        raise Passing("the answer ends too early")
    return bytes(body)


def _check_size(body: bytearray, max_bytes: int) -> None:
    if len(body) > max_bytes:
        raise Failure(f"more than the {max_bytes:,} bytes allowed: raise --max-bytes")
