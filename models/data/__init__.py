"""Ontology and authored requests in, training samples out.

Nothing here reads third-party text; `ontology/` and `authored/` were written for this project.
"""
