"""How sure the shipped model must be: one number for the model itself, routing, the window and commands."""

SURE = 0.7
"""The chance, 0 to 1, from which on an answer stands; below it is told as a guess, and more is offered."""
