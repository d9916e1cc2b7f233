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
    """A fresh UUIDv7: 48 bits of Unix milliseconds, then 74 random bits from the system."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80 | random
    value = value & ~(0xF << 76) | 7 << 76  # version 7
    value = value & ~(0x3 << 62) | 2 << 62  # variant of RFC 9562
    return UUID(int=value)
