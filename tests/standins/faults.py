"""What a stand-in can do wrong."""

from enum import StrEnum


class Fault(StrEnum):
    """`before` an answer begins, or in the middle of one."""

    RATE_LIMITED = "429"
    KEY_REFUSED = "401"
    FORBIDDEN = "403"
    TOKEN_EXPIRED = "401 with expiry"  # GigaChat: renewed once; the others know no tokens
    QUOTA_SPENT = "402"
    UNKNOWN_MODEL = "404"
    TOO_LONG = "context too long"
    REFUSED_CONTENT = "request refused by the content filter"
    SERVER_ERROR = "500"
    OVERLOADED = "503"
    SILENT = "time-out"
    SILENT_MIDWAY = "time-out in mid-stream"
    GARBAGE = "garbage"
    HTML = "a page instead of an answer"
    CUT = "cut stream"
    ENDED_EARLY = "a stream that ends without its end"
    ERROR_FRAME = "error frame inside a 200 stream"
    FILTERED = "content filter"
    DRIP = "slow drip"
    RESET = "connection reset"


# The answer's first piece has been sent when these strike.
MIDWAY = {
    Fault.SILENT_MIDWAY,
    Fault.GARBAGE,
    Fault.CUT,
    Fault.ENDED_EARLY,
    Fault.ERROR_FRAME,
    Fault.FILTERED,
}
