from znatok.documents.model import BlockKind
from znatok.ingestion.parsing import read_file

RTF = (
    rb"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fcharset204 Times New Roman;}}"
    rb"\pard\b \'c4\'ee\'e3\'ee\'e2\'ee\'f0\b0\par "
    rb"\pard 1.1. \u1057?\u1090?\u1086?\u1088?\u1086?\u1085?\u1099? \'e4\'ee\'e3\'ee\'e2\'ee\'f0\'e8\'eb\'e8\'f1\'fc.\par}"
)


def test_reads_russian_rtf_in_both_ways_letters_are_written() -> None:
    parsed = read_file(RTF, "a.rtf")
    assert [(b.kind, parsed.text[b.start : b.end]) for b in parsed.blocks] == [
        (BlockKind.HEADING, "Договор"),
        (BlockKind.LIST_ITEM, "1.1. Стороны договорились."),
    ]


def test_rtf_under_the_name_of_a_word_document_is_read_with_a_warning() -> None:
    parsed = read_file(RTF, "договор.doc")
    assert (parsed.kind, parsed.warnings) == ("rtf", ("wrong-extension",))
