"""What a screen reader learns of the desktop, by AT-SPI: a program of its own, outside the app.

Run by the Python of the system, which knows D-Bus: `python3 screen_reader.py`. It answers one
line of JSON for each on its stdin:

- `{"ask": "focus", "pid": 7}`: what has the focus in that process, how often it has moved, and
  what was announced;
- `{"ask": "screen", "pid": 7}`: all that is to be seen there, from the top.

A thing is `{"role", "name", "description", "text", "states"}`, asked of the app at that moment;
`text` of a secret field is what the app gives away of it.
"""

import json
import sys
from typing import Any, NamedTuple

from gi.repository import Gio, GLib

REGISTRY = "org.a11y.atspi.Registry"
ACCESSIBLE = "org.a11y.atspi.Accessible"
TEXT = "org.a11y.atspi.Text"
PROPERTIES = "org.freedesktop.DBus.Properties"
REGISTRY_PATH = "/org/a11y/atspi/registry"
ROOT = "/org/a11y/atspi/accessible/root"
SHOWING = 25
STATES = {
    1: "active",
    4: "checked",
    7: "editable",
    8: "enabled",
    10: "expanded",
    12: "focused",
    16: "modal",
    23: "selected",
}
"""Bits of AT-SPI's state set."""
TYPED_INTO = ("text", "password text", "entry")
WAIT = 20_000
"""Milliseconds for an answer of the app."""


class Node(NamedTuple):
    """Something accessible: of which program on the bus, and where in it."""

    program: str
    path: str


class Question(NamedTuple):
    """A call, whose one result is wanted."""

    node: Node
    interface: str
    method: str
    arguments: Any = None


class Reader:
    """Listens from the start; asks when it is asked."""

    def __init__(self) -> None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        where = session.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, WAIT, None
        )
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            where.unpack()[0],
            flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION,
            None,
            None,
        )
        self.focused: dict[str, Node] = {}
        self.moves: dict[str, int] = {}
        self.said: dict[str, list[str]] = {}
        for event, told in (("StateChanged", self._moved), ("Announcement", self._announced)):
            self.bus.signal_subscribe(
                None, "org.a11y.atspi.Event.Object", event, None, None, 0, told
            )
        for event in ("Object:StateChanged:Focused", "Object:Announcement"):
            wanted = GLib.Variant("(s)", (event,))
            self._ask([Question(Node(REGISTRY, REGISTRY_PATH), REGISTRY, "RegisterEvent", wanted)])

    def _moved(self, _bus: Any, program: str, path: str, *told: Any) -> None:  # noqa: ANN401
        what, on, *_ = told[2].unpack()
        if what == "focused" and on:
            self.focused[program] = Node(program, path)
            self.moves[program] = self.moves.get(program, 0) + 1

    def _announced(self, _bus: Any, program: str, _path: str, *told: Any) -> None:  # noqa: ANN401
        self.said.setdefault(program, []).append(str(told[2].unpack()[3]))

    def answer(self, what: str, pid: int) -> object:
        """What `ask` wants to know of a process."""
        program = self._program_of(pid)
        if what == "screen":
            return self._screen(Node(program, ROOT)) if program else []
        self._hear()
        node = self.focused.get(program)
        if node is None and program:  # the app came to the bus after its window had the focus
            told = self._screen(Node(program, ROOT))
            focus = next((thing for thing in told if "focused" in thing["states"]), None)
        else:
            focus = next(iter(self._things([node] if node else [])), None)
        return {
            "focus": focus,
            "moves": self.moves.get(program, 0),
            "said": self.said.get(program, []),
        }

    def _hear(self) -> None:
        """Take in what was told by itself meanwhile."""
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)

    def _program_of(self, pid: int) -> str:
        """Under which name the process is on the bus; "" where it is not."""
        (children,) = self._ask([Question(Node(REGISTRY, ROOT), ACCESSIBLE, "GetChildren")])
        programs = [program for program, _ in children or ()]
        bus = Node("org.freedesktop.DBus", "/org/freedesktop/DBus")
        method = "GetConnectionUnixProcessID"
        pids = self._ask(
            [Question(bus, bus.program, method, GLib.Variant("(s)", (name,))) for name in programs]
        )
        return next((name for name, its in zip(programs, pids) if its == pid), "")  # noqa: B905

    def _screen(self, root: Node) -> list[dict[str, Any]]:
        """Asked level by level, each level at once; told in the order in which it is shown."""
        below: dict[Node, list[Node]] = {}
        things: dict[Node, dict[str, Any]] = {}
        level = [root]
        while level:
            told = self._ask([Question(node, ACCESSIBLE, "GetChildren") for node in level])
            for node, children in zip(level, told):  # noqa: B905
                below[node] = [Node(*child) for child in children or ()]
            level = [child for node in level for child in below[node] if child not in things]
            shown = self._things(level, showing=True)
            things.update(zip(level, shown))  # noqa: B905
            level = [node for node in level if things[node]]
        return [things[node] for node in _in_order(root, below) if things.get(node)]

    def _things(self, nodes: list[Node], *, showing: bool = False) -> list[dict[str, Any]]:
        """What they are; {} for one that is gone, or with `showing` is not to be seen."""
        states = [_bits(told) for told in self._all(nodes, ACCESSIBLE, "GetState")]
        roles = self._all(nodes, ACCESSIBLE, "GetRoleName")
        names = self._property(nodes, "Name")
        descriptions = self._property(nodes, "Description")
        typed = [node for node, role in zip(nodes, roles) if role in TYPED_INTO]  # noqa: B905
        all_of_it = GLib.Variant("(ii)", (0, -1))
        texts = dict(zip(typed, self._all(typed, TEXT, "GetText", all_of_it)))  # noqa: B905
        return [
            {
                "role": role,
                "name": name or "",
                "description": description or "",
                "text": texts.get(node) or "",
                "states": [STATES[bit] for bit in sorted(bits) if bit in STATES],
            }
            if role is not None and (SHOWING in bits or not showing)
            else {}
            for node, bits, role, name, description in zip(  # noqa: B905
                nodes, states, roles, names, descriptions
            )
        ]

    def _property(self, nodes: list[Node], name: str) -> list[Any]:
        return self._all(nodes, PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, name)))

    def _all(
        self,
        nodes: list[Node],
        interface: str,
        method: str,
        arguments: Any = None,  # noqa: ANN401
    ) -> list[Any]:
        return self._ask([Question(node, interface, method, arguments) for node in nodes])

    def _ask(self, questions: list[Question]) -> list[Any]:
        """Ask all at once; the answers in their order, None where there is none."""
        answers: list[Any] = [None] * len(questions)
        open_ones = set(range(len(questions)))

        def answered(bus: Any, result: Any, place: int) -> None:  # noqa: ANN401
            open_ones.discard(place)
            try:
                answers[place] = next(iter(bus.call_finish(result).unpack()), None)
            except GLib.Error:
                return  # it went before it could answer

        for place, (node, interface, method, arguments) in enumerate(questions):
            self.bus.call(
                node.program,
                node.path,
                interface,
                method,
                arguments,
                None,
                Gio.DBusCallFlags.NONE,
                WAIT,
                None,
                answered,
                place,
            )
        while open_ones:
            GLib.MainContext.default().iteration(True)
        return answers


def _in_order(root: Node, below: dict[Node, list[Node]]) -> list[Node]:
    order, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting.extend(reversed(below.get(node, [])))
    return order


def _bits(told: Any) -> set[int]:  # noqa: ANN401
    low, high = told or (0, 0)
    return {bit for bit in range(64) if (low | high << 32) >> bit & 1}


def main() -> None:
    """Answer until stdin ends."""
    reader = Reader()
    _tell("ready")
    for line in sys.stdin:
        asked = json.loads(line)
        _tell(reader.answer(asked["ask"], asked["pid"]))


def _tell(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
