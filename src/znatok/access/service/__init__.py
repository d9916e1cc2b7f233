"""The use cases of this room."""

from znatok.access.service.origins import Origins
from znatok.access.service.people import Created, NewUser, PeopleService
from znatok.access.service.readers import Readers
from znatok.access.service.sign_in import SignIn, SignInSettings, Tokens
from znatok.access.service.tickets import Tickets

__all__ = [
    "Created",
    "NewUser",
    "Origins",
    "PeopleService",
    "Readers",
    "SignIn",
    "SignInSettings",
    "Tickets",
    "Tokens",
]
