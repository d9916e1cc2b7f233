"""How the matrices are multiplied, and which way suits this processor."""

from enum import StrEnum
from pathlib import Path

# Instructions that multiply bytes without the 16-bit saturation of AVX2's vpmaddubsw: Intel SDM,
# "Vector Neural Network Instructions"; the names are those of the kernel's /proc/cpuinfo.
_VNNI = frozenset({"avx512_vnni", "avx_vnni"})


class Variant(StrEnum):
    """Both give vectors of one space (mean cosine .999, docs/adr/0003) and may be mixed."""

    FOUR_BIT = "4-bit"
    """The weights exactly as shipped; right on any processor."""

    INT8 = "int8"
    """Weights rounded to 8 bits a column; 1.8 times as fast where VNNI instructions exist."""


def best_variant(cpuinfo: Path = Path("/proc/cpuinfo")) -> Variant:
    """INT8 where the processor is known to have VNNI, else FOUR_BIT."""
    try:
        lines = cpuinfo.read_text(encoding="utf-8").splitlines()
    except OSError:  # not Linux
        return Variant.FOUR_BIT
    flags = next((line for line in lines if line.startswith("flags")), "")
    return Variant.INT8 if _VNNI & set(flags.split()) else Variant.FOUR_BIT
