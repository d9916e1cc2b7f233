"""Reasoning that a server leaves in the text, between `<think>` and `</think>`.

Models that think aloud write these tags; a server without a parser for them passes them on.
"""

_OPEN, _CLOSE = "<think>", "</think>"


class Thoughts:
    """Cuts the reasoning from the beginning of a streamed text; the answer may quote the tags."""

    def __init__(self) -> None:
        self._held = ""
        self._is_past = False

    def without(self, text: str) -> str:
        """The part of what came so far that is surely the answer."""
        if self._is_past:
            return text
        self._held += text
        begun = self._held.lstrip()
        if len(begun) < len(_OPEN) and _OPEN.startswith(begun):
            return ""  # may become the tag
        if not begun.startswith(_OPEN):
            return self._release(self._held)
        _, _, answer = begun.partition(_CLOSE)
        return self._release(answer.lstrip()) if answer.strip() else ""

    def rest(self) -> str:
        """What is still held at the end and was no reasoning."""
        if self._is_past or self._held.lstrip().startswith(_OPEN):
            return ""
        return self._release(self._held)

    def _release(self, text: str) -> str:
        self._is_past, self._held = True, ""
        return text
