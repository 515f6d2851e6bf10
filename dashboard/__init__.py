"""Reported conflict events on a map: who says what, how precisely, and where it comes from."""
