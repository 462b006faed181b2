"""Summaries for people and for programs: terminal, JSON, Markdown."""
