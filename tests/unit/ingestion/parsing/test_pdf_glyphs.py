import pytest

from znatok.ingestion.parsing.pdf_glyphs import is_suspect, repaired


def shown(codes: str, font: bytes) -> str:
    return "".join(chr(repaired(ord(each), font)) for each in codes)


@pytest.mark.parametrize(
    ("font", "codes", "text"),
    [
        (b"Times#20New#20Roman_02", "Jhkkbckdhc N_^_jZpbb", "Российской"),
        (b"Times#20New#20Roman,Bold_02", "ML<?J@>?GU", "УТВЕРЖДЕНЫ"),
        (b"ArialMT_00", "\x14\x16\x11\x03", "13. "),
        (b"CIDFont+F1_00", "$XWR&$'", "AutoCAD"),
    ],
)
def test_glyph_numbers_of_microsoft_fonts_are_read_as_letters(
    font: bytes, codes: str, text: str
) -> None:
    assert shown(codes.split(" ", maxsplit=1)[0], font) == text


def test_whole_fonts_are_left_alone() -> None:
    assert shown("Jhkkb", b"TimesNewRomanPSMT") == "Jhkkb"
    assert shown("Росс", b"Arial_02") == "Росс"


def test_only_control_codes_raise_suspicion() -> None:
    assert is_suspect([ord("1"), 0x14])
    assert not is_suspect([ord("1"), 0x0D, 0x0A, 0x02])
