"""Identifiers: UUIDv7 (RFC 9562, section 5.7), so that new rows sort by their time of birth."""

import os
import time
from typing import NewType
from uuid import UUID

UserId = NewType("UserId", UUID)
DepartmentId = NewType("DepartmentId", UUID)
GroupId = NewType("GroupId", UUID)
DocumentId = NewType("DocumentId", UUID)
VersionId = NewType("VersionId", UUID)
FragmentId = NewType("FragmentId", UUID)
ConversationId = NewType("ConversationId", UUID)
MessageId = NewType("MessageId", UUID)


def new_uuid() -> UUID:
    """A fresh UUIDv7: 48 bits of Unix milliseconds, 12 of their fraction, 62 random ones.

    The fraction (RFC 9562, section 6.2, method 3) keeps ids that one process makes one after
    another in their order, where milliseconds alone would leave it to chance.
    """
    milliseconds, rest_ns = divmod(time.time_ns(), 1_000_000)
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 7 << 76  # version 7
    value |= (rest_ns << 12) // 1_000_000 << 64
    value |= 2 << 62  # variant of RFC 9562
    value |= int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=value)
