"""The county's own certificate authority, made at the first start, with the certificate of its server.

A county has no public name and its address may change, so the certificate names the one host `SERVER_NAME`; every PC
asks for that name whatever address it dials, and trusts this authority alone.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from desktop.base.clock import Clock
from desktop.base.errors import Damage
from desktop.base.files import durable_folder, durable_write
from desktop.base.text import _
from desktop.sync.six_words import six_words
from desktop.sync.wire import SERVER_NAME

_HALF = _("县服务器的证书文件缺了一半，服务器没有启动，数据没有受影响。请从备份恢复 {folder}。")
_DAY = timedelta(days=1)
CA_LIFE, SERVER_LIFE, RENEW = 20 * 366 * _DAY, 800 * _DAY, 200 * _DAY


@dataclass(frozen=True, slots=True)
class Authority:
    """Where its files lie, and its certificate in DER as PCs pin it."""

    folder: Path
    certificate: bytes

    @property
    def server_certificate(self) -> Path:
        """What the server shows, PEM."""
        return self.folder / "server.pem"

    @property
    def server_key(self) -> Path:
        """The key to it, PEM."""
        return self.folder / "server.key"

    @property
    def words(self) -> tuple[str, ...]:
        """The fingerprint, to be compared by telephone."""
        return six_words(self.certificate)


def open_authority(folder: Path, clock: Clock) -> Authority:
    """The authority in `folder`, made when there is none; the server's certificate is renewed long before it ends.

    Damage when only part of it is there: a new authority would lock every PC out.
    """
    durable_folder(folder, mode=0o700)
    now = datetime.fromtimestamp(clock.now_ms() / 1000, UTC)
    certificate, key = folder / "authority.pem", folder / "authority.key"
    if certificate.exists() != key.exists():
        raise Damage(_HALF.format(folder=folder))
    if not key.exists():
        own = generate_private_key(SECP256R1())
        durable_write(key, _pem(own))
        durable_write(certificate, _own_certificate(own, now).public_bytes(Encoding.PEM))
    authority = x509.load_pem_x509_certificate(certificate.read_bytes())
    opened = Authority(folder, authority.public_bytes(Encoding.DER))
    if not _fresh(opened.server_certificate, now) or not opened.server_key.exists():
        signing = load_pem_private_key(key.read_bytes(), None)
        assert isinstance(signing, EllipticCurvePrivateKey)
        own = generate_private_key(SECP256R1())
        durable_write(opened.server_key, _pem(own))
        made = _server_certificate(own, authority, signing, now=now)
        durable_write(opened.server_certificate, made.public_bytes(Encoding.PEM))
    return opened


def _fresh(path: Path, now: datetime) -> bool:
    return path.exists() and x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc > now + RENEW


def _own_certificate(key: EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "grid county authority")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + CA_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )


def _server_certificate(
    key: EllipticCurvePrivateKey, authority: x509.Certificate, signing: EllipticCurvePrivateKey, *, now: datetime
) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SERVER_NAME)])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(authority.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + SERVER_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(SERVER_NAME)]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False)
        .sign(signing, SHA256())
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=signs_certificates, crl_sign=signs_certificates, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip


def _pem(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
