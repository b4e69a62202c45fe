"""Graphs written for other programs: RDF syntaxes from quads, graph formats from the reporting graph.

Each format is one module with one function `write(source, stream)`; `FORMATS` lists them and `export_format` finds one
by name or by the name of a file. The same source gives the same bytes, whatever its order.
"""

from rolegraph.exports.formats import FORMATS, Format, export_format

__all__ = ["FORMATS", "Format", "export_format"]
