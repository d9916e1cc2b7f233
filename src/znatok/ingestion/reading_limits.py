"""What one file may cost, as the parent of a reading process tells it."""

import json
from dataclasses import asdict, dataclass, field

from znatok.ingestion.model import MIB, Limits, Recognition

OUT_OF_MEMORY = 77  # exit code of a reading process that ran out of memory


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """`time_limit_s`: by the clock, for one file: a 5,000-page PDF takes about a minute; for each
    of its pages that is recognised as much again, and as much of `cpu_limit_s`.

    `cpu_limit_s`: of the processor, all threads together. `memory_bytes`: address space of the
    process. `file_bytes`: of any one file written while reading (other programs' output). `limits`:
    of what is read.
    """

    time_limit_s: int = 180
    cpu_limit_s: int = 360
    memory_bytes: int = 4096 * MIB
    file_bytes: int = 1024 * MIB
    limits: Limits = field(default_factory=Limits)

    @property
    def answer_bytes(self) -> int:
        """No honest answer is longer.

        UTF-8 takes two bytes a Russian letter; a table's words stand in the text and in its rows;
        the marks of JSON around short cells are as long as the cells again.
        """
        return 12 * self.limits.max_text + MIB

    def as_argument(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_argument(cls, argument: str) -> "ReadingLimits":
        told = json.loads(argument)
        asked = told["limits"]["recognition"]
        recognition = Recognition(**{**asked, "languages": tuple(asked["languages"])})
        limits = Limits(**{**told["limits"], "recognition": recognition})
        return cls(**{**told, "limits": limits})
