"""What is understood of a message before anything is looked for."""

from enum import StrEnum


class Intent(StrEnum):
    """What a message asks for.

    DOCUMENTATION: something that a company's document states. ANALYTICS: a figure computed over
    business data. HELP: about the assistant itself. ACTION: to do something in the world.
    SMALL_TALK: a greeting, thanks, a test. OUT_OF_SCOPE: none of the company's business.
    """

    DOCUMENTATION = "documentation"
    ANALYTICS = "analytics"
    HELP = "help"
    ACTION = "action"
    SMALL_TALK = "small_talk"
    OUT_OF_SCOPE = "out_of_scope"
