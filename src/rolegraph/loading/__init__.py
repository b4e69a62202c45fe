"""Graphs into databases: each target behind one small protocol, with batches, retries, resume and a count at the end.

    quads --planning--> batches --sending--> a target --counting back--> sent = found

`TARGETS` lists the kinds of target; each is one module that `open_target` imports when it is asked for.
"""

from rolegraph.endpoints.addresses import Login
from rolegraph.loading.sending import Loaded, send, send_portions
from rolegraph.loading.targets import (
    TARGETS,
    Batch,
    Connection,
    Count,
    LoadOptions,
    Target,
    find_target,
    open_target,
)

__all__ = [
    "TARGETS",
    "Batch",
    "Connection",
    "Count",
    "LoadOptions",
    "Loaded",
    "Login",
    "Target",
    "find_target",
    "open_target",
    "send",
    "send_portions",
]
