"""The process that reads files: `python -m znatok.ingestion.reading_process LIMITS`.

It takes requests from standard input and answers on what was standard output (see `wire`), until
the input ends. Hostile bytes can make any parser slow, hungry or fatal; here that costs one
process, which its parent replaces. An alarm ends it even when the parent is gone. What it denies
itself stands in `confinement`.

A scan of many pages may take long: before each page that is recognised both clocks start anew, and
the parent is told so.
"""

import os
import signal
import sys
from dataclasses import replace
from typing import BinaryIO

from znatok.ingestion.confinement import allow_processor, confine
from znatok.ingestion.errors import Unreadable, out_of_memory
from znatok.ingestion.model import Limits
from znatok.ingestion.parsing import read_file
from znatok.ingestion.reading_limits import OUT_OF_MEMORY, ReadingLimits
from znatok.ingestion.refusals import failure_of
from znatok.ingestion.wire import (
    ANSWER,
    REQUEST,
    STILL_READING,
    encode_failure,
    encode_parsed,
)


def serve(requests: BinaryIO, answers: BinaryIO, allowed: ReadingLimits) -> None:
    def start_clocks() -> None:
        signal.alarm(allowed.time_limit_s)
        allow_processor(allowed.cpu_limit_s)

    def on_page(_done: int, _count: int) -> None:
        start_clocks()
        answers.write(ANSWER.pack(STILL_READING))
        answers.flush()

    recognition = replace(allowed.limits.recognition, on_page=on_page)
    limits = replace(allowed.limits, recognition=recognition)
    while header := requests.read(REQUEST.size):
        name_length, data_length = REQUEST.unpack(header)
        name = requests.read(name_length).decode()
        data = requests.read(data_length)
        start_clocks()
        answer = _answer(data, name, limits)
        signal.alarm(0)
        answers.write(ANSWER.pack(len(answer)) + answer)
        answers.flush()


def _answer(data: bytes, name: str, limits: Limits) -> bytes:
    try:
        return encode_parsed(read_file(data, name, limits))
    except Unreadable as error:
        if out_of_memory(error):  # the file may be sound; a fresh process finds out
            raise MemoryError from error
        return encode_failure(failure_of(error), error.cause)


def main() -> None:
    allowed = ReadingLimits.from_argument(sys.argv[1])
    confine(allowed.memory_bytes, allowed.file_bytes)
    # A library that prints must not break into the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        serve(sys.stdin.buffer, answers, allowed)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
