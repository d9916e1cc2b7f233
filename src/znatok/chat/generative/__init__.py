"""Answers that a language model writes and that are proved before they are shown."""
