"""No test speaks to another machine: sockets and name look-ups that would are refused and told."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES_OF_THIS_MACHINE = ("", "localhost", "localhost.localdomain")


class OffMachineError(RuntimeError):
    """A test tried to reach another machine (no OSError, so nothing takes it for an outage)."""


def is_here(host: object) -> bool:
    """Say whether a host is this machine; 0.0.0.0 and :: are where a server listens."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name.lower() in NAMES_OF_THIS_MACHINE:
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refusing(real: Callable[..., Any], host_of: Callable[..., object], tried: list[str]) -> Any:  # noqa: ANN401
    def guarded(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        host = host_of(*arguments, **named)
        if not is_here(host):
            tried.append(str(host))
            raise OffMachineError(f"a test tried to reach {host!r}; tests stay on this machine")
        return real(*arguments, **named)

    return guarded


def _host_of_socket(sock: socket.socket, *arguments: Any, **_named: Any) -> object:  # noqa: ANN401
    """Give the host of the address, which stands last; sockets of other families go nowhere."""
    if sock.family not in {socket.AF_INET, socket.AF_INET6}:
        return None
    return arguments[-1][0]


def _host_looked_up(host: object = None, *_arguments: Any, **_named: Any) -> object:  # noqa: ANN401
    return host


@contextmanager
def guarding() -> Iterator[list[str]]:
    """Refuse connections off the machine; gives the list in which refused hosts are told."""
    tried: list[str] = []
    with ExitStack() as stack:
        for name in ("connect", "connect_ex", "sendto"):
            real = getattr(socket.socket, name)
            guarded = _refusing(real, _host_of_socket, tried)
            stack.enter_context(patch.object(socket.socket, name, guarded))
        for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
            guarded = _refusing(getattr(socket, name), _host_looked_up, tried)
            stack.enter_context(patch.object(socket, name, guarded))
        yield tried


@pytest.fixture(scope="session", autouse=True)
def refused() -> Iterator[list[str]]:
    with guarding() as tried:
        yield tried


@pytest.fixture(autouse=True)
def offline(refused: list[str]) -> Iterator[None]:
    """Fail a test that tried, even where the code under test swallowed the error."""
    refused.clear()
    yield
    hosts = ", ".join(sorted(set(refused)))
    refused.clear()
    if hosts:
        pytest.fail(f"this test tried to leave the machine: {hosts}")
