"""Requests with contracts in, scores out, always beside the baselines."""
