"""The process that reads files: `python -m znatok.ingestion.reading_process SECONDS BYTES`.

It takes requests from standard input and answers on what was standard output (see `wire`), until
the input ends. Hostile bytes can make any parser slow, hungry or fatal; here that costs one
process, which its parent replaces. An alarm ends it even when the parent is gone.
"""

import os
import resource
import signal
import sys
from typing import BinaryIO

from znatok.ingestion.errors import Unreadable
from znatok.ingestion.parsing import read_file
from znatok.ingestion.refusals import failure_of
from znatok.ingestion.wire import ANSWER, REQUEST, encode_failure, encode_parsed


def serve(requests: BinaryIO, answers: BinaryIO, time_limit_s: int) -> None:
    while header := requests.read(REQUEST.size):
        name_length, data_length = REQUEST.unpack(header)
        name = requests.read(name_length).decode()
        data = requests.read(data_length)
        signal.alarm(time_limit_s)
        try:
            answer = encode_parsed(read_file(data, name))
        except Unreadable as error:
            if _out_of_memory(error):  # the file may be sound; a fresh process finds out
                raise
            answer = encode_failure(failure_of(error))
        signal.alarm(0)
        answers.write(ANSWER.pack(len(answer)) + answer)
        answers.flush()


def _out_of_memory(error: BaseException | None) -> bool:
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return error is not None


def main() -> None:
    time_limit_s, memory_bytes = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A library that prints must not break into the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers, time_limit_s)


if __name__ == "__main__":
    main()
