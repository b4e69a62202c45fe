"""RDF in, SPARQL answers out: reading, stores, queries with parameters, result formats, the named queries."""
