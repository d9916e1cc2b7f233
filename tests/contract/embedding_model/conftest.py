from tests.standins.trust import system_trust, trusts_little

__all__ = ["system_trust", "trusts_little"]
