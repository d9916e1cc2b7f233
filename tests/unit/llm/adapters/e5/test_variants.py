from pathlib import Path

import pytest

from znatok.llm.adapters.e5.variants import Variant, best_variant


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("fpu sse4_2 avx avx2 fma", Variant.FOUR_BIT),
        ("fpu avx2 avx512f avx512_vnni", Variant.INT8),
        ("fpu avx2 avx_vnni", Variant.INT8),
        ("fpu avx2 avx512_vnnix", Variant.FOUR_BIT),
    ],
)
def test_takes_int8_only_where_the_processor_has_vnni(
    tmp_path: Path, flags: str, expected: Variant
) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"processor\t: 0\nvendor_id\t: any\nflags\t\t: {flags}\nbugs\t\t:\n")
    assert best_variant(cpuinfo) is expected


def test_takes_the_exact_weights_where_nothing_is_known(tmp_path: Path) -> None:
    assert best_variant(tmp_path / "absent") is Variant.FOUR_BIT
    (tmp_path / "arm").write_text("processor : 0\nFeatures : fp asimd\n")
    assert best_variant(tmp_path / "arm") is Variant.FOUR_BIT
