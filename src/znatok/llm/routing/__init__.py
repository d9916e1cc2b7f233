"""Which chat model answers: an ordered chain, its limits, and what it costs."""
