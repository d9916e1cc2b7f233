"""A certificate authority of the tests' own."""

import ssl
from pathlib import Path

import trustme


class Authority:
    """`ca_file`: its root certificate, for those who shall trust it."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA(organization_name="Authority of the tests")
        self.ca_file = folder / "test-root-ca.pem"
        self._authority.cert_pem.write_to_path(str(self.ca_file))

        self._server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert("127.0.0.1", "localhost").configure_cert(self._server)

    def server(self) -> ssl.SSLContext:
        """What a server on loopback shows."""
        return self._server
