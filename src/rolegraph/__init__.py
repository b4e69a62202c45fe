"""Job postings in, a validated RDF graph of roles and reporting lines out, with the quote behind every fact.

    >>> import rolegraph
    >>> built = rolegraph.build(b"<h1>Night Porter</h1><p>You report to the Head Porter.</p>")
    >>> built.validate().conforms
    True

`build` makes a `RoleGraph` of postings, `load` opens one that was saved, `open_store` one in a store on disk, `fetch`
gets postings from job boards. Importing the package is cheap: rdflib, networkx and pySHACL are imported where they
are used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rolegraph.building import build, load
    from rolegraph.errors import RolegraphError
    from rolegraph.fetching import fetch
    from rolegraph.graph import RoleGraph
    from rolegraph.settings import Settings
    from rolegraph.stored import StoredGraph, open_store

__all__ = [
    "RoleGraph",
    "RolegraphError",
    "Settings",
    "StoredGraph",
    "__version__",
    "build",
    "fetch",
    "load",
    "open_store",
]

__version__ = "0.1.0"

_HOMES = {
    "RoleGraph": "rolegraph.graph",
    "RolegraphError": "rolegraph.errors",
    "Settings": "rolegraph.settings",
    "StoredGraph": "rolegraph.stored",
    "build": "rolegraph.building",
    "fetch": "rolegraph.fetching",
    "load": "rolegraph.building",
    "open_store": "rolegraph.stored",
}


def __getattr__(name: str) -> Any:
    """Import a public name at its first use."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
