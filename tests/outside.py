"""A stand-in for the whole outside: whatever arrives here got out of where it should have stayed."""

from __future__ import annotations

import socket
import threading


class Outside:
    """A server on TCP and UDP, same port, that counts what arrives and answers politely."""

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self._open = True
        while True:
            self._tcp = socket.create_server(("127.0.0.1", 0))
            self.port: int = self._tcp.getsockname()[1]
            self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            try:
                self._udp.bind(("127.0.0.1", self.port))
                break
            except OSError:
                self._tcp.close()
                self._udp.close()
        self._tcp.settimeout(0.1)
        self._udp.settimeout(0.1)
        self._threads = [threading.Thread(target=self._listen_tcp), threading.Thread(target=self._listen_udp)]
        for thread in self._threads:
            thread.start()

    def _listen_tcp(self) -> None:
        while self._open:
            try:
                connection, _ = self._tcp.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(0.5)
                try:
                    first = connection.recv(200)
                except OSError:
                    first = b""
                self.arrived.append("tcp " + first.decode("latin-1").split("\r\n")[0])
                connection.sendall(
                    b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\nhi"
                )

    def _listen_udp(self) -> None:
        while self._open:
            try:
                self._udp.recvfrom(2000)
            except TimeoutError:
                continue
            self.arrived.append("udp")

    def close(self) -> None:
        self._open = False
        for thread in self._threads:
            thread.join()
        self._tcp.close()
        self._udp.close()
