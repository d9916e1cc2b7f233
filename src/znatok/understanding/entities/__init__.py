"""What a question or a document names: people, organisations, days, money, papers, departments.

Rules over the morphological dictionary and the company's own directory; no language model.
"""

from znatok.understanding.entities.directory import Directory
from znatok.understanding.entities.finding import entities_of
from znatok.understanding.entities.model import Entities, Entity, EntityKind, Money
from znatok.understanding.entities.numbers import comparable_number

__all__ = [
    "Directory",
    "Entities",
    "Entity",
    "EntityKind",
    "Money",
    "comparable_number",
    "entities_of",
]
