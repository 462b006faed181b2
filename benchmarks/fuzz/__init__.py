"""Hostile and broken input, made up without end: ``python -m benchmarks.fuzz --help``."""
