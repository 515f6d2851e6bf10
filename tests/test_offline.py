"""The guard of `offline_guard` works. UDP `connect` sends nothing, so a broken guard is harmless."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.offline_guard import OffMachineError, is_here

ROOT = Path(__file__).resolve().parent.parent
ELSEWHERE = "192.0.2.1"  # TEST-NET-1, RFC 5737: belongs to nobody


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.3.2.1", "::1", "localhost", "::", None, b"127.0.0.2"]
)
def test_this_machine_may_be_reached(host: object) -> None:
    assert is_here(host)


@pytest.mark.parametrize(
    "host", [ELSEWHERE, "10.0.0.1", "2001:db8::1", "example.org", "localhost.example"]
)
def test_no_other_machine_may_be_reached(host: str) -> None:
    assert not is_here(host)


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_a_socket_to_another_machine_is_refused_and_told(method: str, refused: list[str]) -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock,
        pytest.raises(OffMachineError, match=ELSEWHERE),
    ):
        getattr(sock, method)((ELSEWHERE, 9))
    assert refused == [ELSEWHERE]
    refused.clear()


def test_a_name_of_another_machine_is_not_looked_up(refused: list[str]) -> None:
    with pytest.raises(OffMachineError, match=r"nowhere\.invalid"):
        socket.create_connection(("nowhere.invalid", 80), timeout=1)
    assert refused == ["nowhere.invalid"]
    refused.clear()


def test_a_local_server_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())
        assert client.getpeername() == server.getsockname()


def test_a_test_fails_that_swallows_the_refusal(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        "from tests.offline_guard import offline, refused\n__all__ = ['offline', 'refused']\n"
    )
    (tmp_path / "test_it.py").write_text(
        "import contextlib, socket\n"
        "def test_it():\n"
        "    with contextlib.suppress(Exception), socket.socket(type=socket.SOCK_DGRAM) as sock:\n"
        f"        sock.connect(('{ELSEWHERE}', 9))\n"
        "def test_other():\n    pass\n"
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", ".", "."],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    assert f"tried to leave the machine: {ELSEWHERE}" in run.stdout
    assert "2 passed, 1 error" in run.stdout
