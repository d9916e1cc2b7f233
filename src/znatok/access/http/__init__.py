"""The door over HTTP: its routes, and how the routes of other rooms say who may call them."""

from znatok.access.http.admin import router as admin_router
from znatok.access.http.directory import router as directory_router
from znatok.access.http.guards import (
    CurrentReader,
    GuardedRoute,
    TicketReader,
    check_origin,
    current_reader,
    declares,
    public,
    require,
    ticket_reader,
)
from znatok.access.http.sign_in import router as auth_router

__all__ = [
    "CurrentReader",
    "GuardedRoute",
    "TicketReader",
    "admin_router",
    "auth_router",
    "check_origin",
    "current_reader",
    "declares",
    "directory_router",
    "public",
    "require",
    "ticket_reader",
]
