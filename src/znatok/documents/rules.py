"""Who may change a document and whom it may be opened to (docs/adr/0007). Pure decisions.

Who may read is not here: rights to read are applied by the store, inside its statements.
"""

from znatok.access.model import Reader, Role
from znatok.documents.errors import MayNotChange, MayNotLetOneselfIn, MayNotShare
from znatok.documents.model import Access, Document


def can_read(document: Document, reader: Reader) -> bool:
    return not reader.principals.isdisjoint(document.access.principals(document.owner_id))


def can_change(document: Document, reader: Reader) -> bool:
    """The owner; an editor of the document's department who may read it; an administrator."""
    if document.owner_id == reader.user_id or reader.is_admin:
        return True
    own = document.department_id is not None and document.department_id == reader.department_id
    return own and reader.role is Role.EDITOR and can_read(document, reader)


def permit_change(document: Document, reader: Reader) -> None:
    """Raises:
    MayNotChange: see `can_change`.

    """
    if not can_change(document, reader):
        raise MayNotChange


def permit_sharing(before: frozenset[str], access: Access, reader: Reader) -> None:
    """Allow `reader` to replace the principals `before` of a document by those of `access`.

    Only what is added needs permission: taking rights away is always allowed to whoever may change
    the document, and so is leaving alone what somebody else has granted.

    Raises:
        MayNotShare: a principal was added that the reader may not let in.
        MayNotLetOneselfIn: an administrator would gain a document of others.

    """
    added = access.principals(reader.user_id) - before - {f"u:{reader.user_id}"}
    if reader.user_id in access.users:
        added |= {f"u:{reader.user_id}"} - before
    if reader.is_admin:
        stranger = before and reader.principals.isdisjoint(before)
        if stranger and added & (reader.principals - {"everyone"}):
            raise MayNotLetOneselfIn
        return
    if reader.role is Role.EDITOR:
        return  # who may let in everyone may let in any part of them
    allowed = set(reader.principals) - {"everyone"}
    refused = sorted(each for each in added if not each.startswith("u:") and each not in allowed)
    if refused:
        raise MayNotShare(principals=refused)
