"""What can go wrong with the audit trail."""

from typing import ClassVar

from znatok.kernel.errors import Unavailable, ZnatokError


class AuditUnavailable(Unavailable):
    """Nothing can be written down, so nothing that must be written down may be done."""

    slug = "audit-unavailable"
    ru = "Журнал аудита сейчас недоступен, поэтому действие не выполнено. Повторите через минуту."
    en = "The audit log is unavailable, so the action was not carried out. Try again in a minute."


class AuditFull(AuditUnavailable):
    """There is no room left for the log; what only reads goes on and is written down later."""

    slug = "audit-full"
    status: ClassVar[int] = 507
    ru = "На сервере закончилось место, поэтому действие не выполнено. Сообщите администратору."
    en = "The server has run out of room, so the action was not done. Tell the administrator."


class AuditDamaged(ZnatokError):  # noqa: N818  # an outcome, as in kernel/errors.py
    """A stored record that no event could have become: somebody has edited it."""

    status: ClassVar[int] = 500
    slug = "audit-damaged"
    ru = "Запись {seq} журнала аудита повреждена. Проверьте целостность журнала."
    en = "Record {seq} of the audit log is damaged. Verify the log's integrity."

    def __init__(self, *, seq: int) -> None:
        super().__init__(seq=seq)
        self.seq = seq
