"""Databases that are asked over HTTP: who is asked, with which password, and what an answer means."""
