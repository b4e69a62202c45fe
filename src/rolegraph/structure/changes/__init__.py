"""What changed between two graphs: roles, managers, places, pay, requirements, commitments, programs.

    quads --states--> what each graph says, post by post --comparing--> Changes --report--> text, JSON, CSV, triples

Posts and organizations are the same where their IRIs are, or where `skos:exactMatch` joins them.
"""

from rolegraph.structure.changes.comparing import KINDS, Change, compare
from rolegraph.structure.changes.report import Changes
from rolegraph.structure.changes.states import Quote, Said

__all__ = ["KINDS", "Change", "Changes", "Quote", "Said", "compare"]
