"""Training samples in, shipped weights out. `python -m models.train` is the recipe."""
