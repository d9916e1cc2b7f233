"""Znatok: a self-hosted corporate AI assistant for Russian-speaking companies."""

__version__ = "0.1.0"
