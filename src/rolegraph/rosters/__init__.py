"""Tables of posts: rows of HR exports and organograms to a `Roster` of posts, lines and counts of staff.

Rows come from `rolegraph.sources`, decoded; what a roster says as RDF stands in `rolegraph.mapping.rosters`.
"""
