"""A network of its own for one process: a cable leads there, and can be pulled out.

    if may_separate():
        with Namespace(1) as apart:
            subprocess.Popen([*apart.inside, "program"])    # listens at apart.host
            apart.cut(), apart.mend()

Linux, as root. The addresses are of a range that leads nowhere (RFC 2544); the cable ends in this
computer.
"""

import os
import shutil
import subprocess
from typing import Self


def may_separate() -> bool:
    """Whether this computer and this user can have one."""
    if shutil.which("ip") is None or os.geteuid() != 0:
        return False
    name = f"keylease-{os.getpid()}"
    tried = [["ip", "netns", "add", name], ["ip", "netns", "del", name]]
    return all(
        subprocess.run(one, capture_output=True, check=False).returncode == 0 for one in tried
    )


class Namespace:
    """The network; `number` (below 64) tells it from the others of this process."""

    def __init__(self, number: int) -> None:
        pid = os.getpid()
        self._name = f"keylease-{pid}-{number}"
        self._cable = f"kl{pid % 10**7}.{number}"
        net = f"198.18.{pid % 256}.{4 * number}"
        here, self.host = (f"{net.rpartition('.')[0]}.{4 * number + n}" for n in (1, 2))
        self.inside = ["ip", "netns", "exec", self._name]
        _ip("netns", "add", self._name)
        try:
            _ip("link", "add", self._cable, "type", "veth", "peer", "eth0", "netns", self._name)
            _ip("addr", "add", f"{here}/30", "dev", self._cable)
            _ip("link", "set", self._cable, "up")
            _ip("-n", self._name, "addr", "add", f"{self.host}/30", "dev", "eth0")
            self.mend()
        except BaseException:
            self.close()
            raise

    def cut(self) -> None:
        """Pull the cable out at its far end: what is sent there is lost, and nobody is told."""
        _ip("-n", self._name, "link", "set", "eth0", "down")

    def mend(self) -> None:
        """Plug it in."""
        _ip("-n", self._name, "link", "set", "eth0", "up")

    def close(self) -> None:
        """Take network and cable away."""
        _ip("netns", "del", self._name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, text=True)
