"""Periods as questions name them: «за III квартал», «с марта по май», «последние 30 дней».

A grammar of our own, over tokens and without a language model. What every family means is settled
in benchmarks/sets/README.md; its development set is what the grammar was written against.
"""

from znatok.understanding.periods.finding import find_periods
from znatok.understanding.periods.model import FoundPeriod, Period

__all__ = ["FoundPeriod", "Period", "find_periods"]
