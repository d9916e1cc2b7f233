"""The company's providers of language models: set up by an administrator, watched, paid for."""
