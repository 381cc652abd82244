from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import pytest_socket

if TYPE_CHECKING:
    from tests.server.running import Running


@pytest.fixture
def _loopback(_no_network: None) -> Iterator[None]:
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1"])
    yield
    pytest_socket.disable_socket()


@pytest.fixture
def start(_loopback: None):
    from tests.server.running import Running

    running: list[Running] = []

    def begin(wait: float = 0.0, **settings) -> Running:
        running.append(Running(wait, **settings))
        return running[-1]

    yield begin
    for server in running:
        server.stop()
