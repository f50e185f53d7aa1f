"""A DynamoDB endpoint with TLS, as in the cloud, that can spoil an answer's encryption."""

import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.support.wire import Request, Upstream

_SPOILT = b"\x17\x03\x03\x00\x20" + b"\x00" * 32
"""A TLS record of application data that does not authenticate."""


class _Connection(StreamRequestHandler):
    server: "TlsEndpoint"
    timeout = 1  # so that stopping does not wait for clients who keep their connections

    def setup(self) -> None:
        self._secure = self.server.context.wrap_socket(self.request, server_side=True)
        self.request = self._secure
        super().setup()

    def handle(self) -> None:
        with (
            contextlib.suppress(OSError),
            contextlib.closing(Upstream(self.server.upstream)) as upstream,
        ):
            while request := Request.read(self.rfile):
                answer = upstream.ask(request)
                if self.server.spoils(request.operation):
                    with socket.socket(fileno=self._secure.detach()) as bare:
                        bare.sendall(_SPOILT)
                    return
                if answer:
                    self._secure.sendall(answer.to_bytes())

    def finish(self) -> None:
        with contextlib.suppress(OSError):
            super().finish()
        self._secure.close()


class TlsEndpoint(ThreadingTCPServer):
    """Passes requests on to ``upstream``, and spoils the answers that it is told to."""

    block_on_close = True
    request_queue_size = 16

    def __init__(self, upstream_url: str, certificate: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.upstream = urlsplit(upstream_url).netloc
        self.url = f"https://127.0.0.1:{self.server_address[1]}"
        self.certificate = certificate
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self._to_spoil: deque[str] = deque()

    def spoil_next(self, operation: str) -> None:
        """Let the next such request be done, and spoil its answer."""
        self._to_spoil.append(operation)

    def spoils(self, operation: str) -> bool:
        """Tell whether this is the request whose answer is to be spoilt."""
        if self._to_spoil and self._to_spoil[0] == operation:
            self._to_spoil.popleft()
            return True
        return False


@contextmanager
def tls_endpoint(upstream_url: str, folder: Path) -> Iterator[TlsEndpoint]:
    """Run an endpoint with a certificate of its own, which is in ``certificate``."""
    certificate = folder / "tls.pem"
    certificate.write_bytes(_self_signed())
    with TlsEndpoint(upstream_url, certificate) as endpoint:
        thread = threading.Thread(target=endpoint.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield endpoint
        finally:
            endpoint.shutdown()
            thread.join()


def _self_signed() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)
