"""Folding that keeps every character where it was, so that spans stay true."""


def fold_in_place(text: str) -> str:
    """Lower case, ё as е; the same length as `text`, unlike `language.text.fold`."""
    lowered = text.lower()
    if len(lowered) != len(text):  # «İ» becomes two characters
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.replace("ё", "е")
