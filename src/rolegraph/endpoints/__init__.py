"""Databases that are asked over HTTP: who is asked, with which password, and what an answer means.

a query --wording--> text --remote, asking--> a database --answering--> an Answer
"""

from rolegraph.endpoints.remote import MAX_BYTES, RemoteEndpoint

__all__ = ["MAX_BYTES", "RemoteEndpoint"]
