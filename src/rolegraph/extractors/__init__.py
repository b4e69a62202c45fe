"""Posting to facts: one module per kind of fact."""
