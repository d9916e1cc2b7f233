"""Personal data and egress, put together."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from znatok.audit.ports import AuditLog, AuditStore
from znatok.kernel.clock import Clock
from znatok.language.morphology import Morphology
from znatok.platform.settings import PrivacySettings
from znatok.privacy.adapters.slovnet import SlovnetNames
from znatok.privacy.egress import EgressPolicy, EgressRules
from znatok.privacy.errors import StoreAbroad
from znatok.privacy.finding.threaded import ThreadedFinder
from znatok.privacy.ledger import TransferLedger, TransferReview
from znatok.privacy.masking import Masker
from znatok.privacy.model import Region


@dataclass(frozen=True, slots=True)
class Privacy:
    """`masker` loads the model of names at its first use. `services`: what routes ask for."""

    policy: EgressPolicy
    masker: Masker
    ledger: TransferLedger
    services: dict[type[Any], object]


def open_privacy(
    stack: AsyncExitStack,
    settings: PrivacySettings,
    *,
    store: AuditStore,
    log: AuditLog,
    clock: Clock,
    morphology: Morphology,
) -> Privacy:
    """Build it; its thread ends with the stack."""
    finder = ThreadedFinder(SlovnetNames(), morphology)
    stack.callback(finder.close)
    policy = EgressPolicy(clock, EgressRules(allow_foreign=settings.allow_foreign))
    masker = Masker(finder, morphology)
    review = TransferReview(store, log)
    services: dict[type[Any], object] = {TransferReview: review, EgressPolicy: policy}
    return Privacy(policy, masker, TransferLedger(log), services)


def require_stores_in_russia(settings: PrivacySettings) -> None:
    """Raises StoreAbroad: 152-ФЗ, art. 18, part 5, knows no permission for it."""
    for name in ("database_region", "files_region"):
        if Region(getattr(settings, name)) is Region.FOREIGN:
            raise StoreAbroad(setting=f"ZNATOK_PRIVACY__{name.upper()}")
