def sound(text: str) -> str:
    """`text` without halves of surrogate pairs, which no UTF-8 can carry to a vendor."""
    return text.encode("utf-8", "replace").decode("utf-8")
