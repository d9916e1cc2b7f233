"""What language models are told: versioned templates in files, one an intent and language."""
