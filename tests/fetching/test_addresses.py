"""Addresses: which hosts may be asked, and that they are asked at the address that was checked."""

import shutil
import ssl
import subprocess
from pathlib import Path

import httpx
import pytest

import rolegraph
from rolegraph.fetching.addresses import Resolver, check_host, is_public
from rolegraph.fetching.connections import Clock, Transport
from rolegraph.fetching.failures import Failure
from rolegraph.fetching.manners import Manners
from rolegraph.fetching.visiting import Answer, Visitor, checked_url

from ..conftest import miss
from .serving import page, serving


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),  # this machine
        ("127.8.9.10", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),  # private networks
        ("172.31.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),  # where clouds tell secrets
        ("100.64.0.1", False),  # shared between customers of a provider
        ("192.0.2.1", False),  # documentation
        ("198.18.0.1", False),  # benchmarks
        ("224.0.0.1", False),  # multicast
        ("239.255.255.250", False),
        ("240.0.0.1", False),  # reserved
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fe80::1%1", False),  # with a scope, as the system gives it
        ("fc00::1", False),
        ("fd12:3456::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("::ffff:127.0.0.1", False),  # IPv4 inside IPv6: mapped, compatible, 6to4, Teredo, NAT64
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("::127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("2001:0:7f00:1:0:0:f5ff:fffe", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.1", "127.1", "0177.0.0.1", "127.0.0.1.", "1.2.3.4.5", "", "256.1.1.1"]
)
def test_addresses_in_unusual_spellings_are_refused(host: str) -> None:
    with pytest.raises(Failure):
        check_host(host)


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("ftp://a.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("https://name:secret@a.example/", "name or password"),
        ("https://name@a.example/", "name or password"),
        ("https:///jobs", "no host"),
        ("https://a.example/a b", "no URL"),
        ("https://a.example/\r\nX-Forged: 1", "no URL"),
        ("https://a.example/\x00", "no URL"),
        ("https://a.example:99999/", "no URL"),
        ("https://" + "a" * 5000, "no URL"),
        ("http://[::1", "no URL"),
        ("http://0x7f.1/", "unusual spelling"),
        ("http://2130706433/", "unusual spelling"),
    ],
)
def test_urls_that_are_refused_as_they_are_spelled(url: str, cause: str) -> None:
    with pytest.raises(Failure, match=cause):
        checked_url(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"])
def test_private_addresses_are_refused_before_anything_is_sent(host: str, tmp_path: Path) -> None:
    with serving({"/": [page()]}) as server:
        done = rolegraph.fetch(f"http://{host}:{server.server_address[1]}/", out=tmp_path)
        assert not server.asked
    (problem,) = done.problems
    assert str(problem).endswith("not a public address: --allow-private permits it")
    assert done.files == ()


def test_private_addresses_can_be_allowed(tmp_path: Path) -> None:
    with serving({"/": [page()]}) as server:
        done = rolegraph.fetch(f"{server.url}/", out=tmp_path, allow_private=True, rate=1000)
    assert len(done.files) == 1


class Fixed(Resolver):
    """A resolver that has checked a name already, which no name server knows."""

    def addresses(self, host: str) -> tuple[str, ...]:
        # the first does not answer, the second does
        assert host in ("skerrow.example", "other.example")
        return ("127.0.0.2", "127.0.0.1")


def test_connections_go_to_the_checked_address_and_not_to_the_name() -> None:
    transport = Transport(Fixed(allow_private=True), Clock())
    with serving({"/jobs": [page()]}) as server, httpx.Client(transport=transport, trust_env=False) as client:
        port = server.server_address[1]
        assert client.get(f"http://skerrow.example:{port}/jobs").status_code == 200
        assert server.asked[0][1]["host"] == f"skerrow.example:{port}"


def test_a_name_is_looked_up_once() -> None:
    resolver = Resolver(allow_private=True)
    assert resolver.addresses("localhost") is resolver.addresses("localhost")


def test_an_unknown_name_is_a_failure_of_its_own(tmp_path: Path) -> None:
    # RFC 6761 promises that this name never exists; without a network nobody can be asked about it, which is told too
    done = rolegraph.fetch("https://nobody.invalid/", out=tmp_path, retries=0)
    assert "nobody.invalid" in done.problems[0].cause


def test_the_certificate_is_checked_against_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # the connection goes to an address, but whom it leads to is still told by the name
    if not shutil.which("openssl"):
        miss("openssl makes the certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    named = ("-subj", "/CN=skerrow.example", "-addext", "subjectAltName=DNS:skerrow.example")
    command = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *named)
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving({"/": [page()]}) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        url = f"https://{{}}:{server.server_address[1]}/"
        with pytest.raises(Failure, match=r"the certificate of skerrow\.example does not hold"):
            ask(url.format("skerrow.example"))
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert ask(url.format("skerrow.example")).body
        with pytest.raises(Failure, match=r"the certificate of other\.example does not hold"):
            ask(url.format("other.example"))


def ask(url: str) -> Answer:
    with Visitor(Manners(rate=1000, retries=0), resolver=Fixed(allow_private=True)) as visitor:
        return visitor.get(url, accept="text/html", obey_robots=False)
