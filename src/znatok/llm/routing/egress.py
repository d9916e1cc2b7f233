"""Providers as the egress policy knows them."""

from znatok.llm.routing.model import ProviderCard
from znatok.privacy.egress import Destination, Notification
from znatok.privacy.model import Region


def destination_of(card: ProviderCard) -> Destination:
    """Where a request to this provider goes."""
    notice = card.notice
    return Destination(
        name=card.name,
        region=Region(card.region.value),
        provider_id=str(card.id),
        notification=None
        if notice is None
        else Notification(notice.number, notice.sent_on, notice.adequate),
    )
