from __future__ import annotations

from collections.abc import Iterator

import pytest
import pytest_socket


@pytest.fixture
def _loopback(_no_network: None) -> Iterator[None]:
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1"])
    yield
    pytest_socket.disable_socket()
