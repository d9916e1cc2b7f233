"""The use cases of this room."""

from znatok.audit.service.review import AuditReview
from znatok.audit.service.trail import AuditTrail
from znatok.audit.service.witness import AuditWitness

__all__ = ["AuditReview", "AuditTrail", "AuditWitness"]
