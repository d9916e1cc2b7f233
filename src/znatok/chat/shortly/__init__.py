"""The short answer: the value, person, place or verdict itself, before the sentences that say it.

Rules over what the question asks for and how the documents write such things; where they leave two
possibilities, nothing is said shortly. Fitted on the demo company's questions and on questions over
Russian manuals, both written for this project.
"""
