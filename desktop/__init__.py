"""Homespun: a sentence in, a working app out, on your own computer."""
