"""Measurements: ours and what a user would pick instead, on the same events in one run."""
