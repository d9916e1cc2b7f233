"""What a language model wrote, statement by statement, held against the documents it was given."""
