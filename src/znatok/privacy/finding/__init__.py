"""Rules that find personal data in Russian text, one kind of it a module."""
