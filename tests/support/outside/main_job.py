"""The steps of the main job, as people take them by keyboard: each ends when its end shows."""

import re

from support.outside.desk import Thing, until
from support.outside.person import Person

PASSPHRASE = "seven quiet lamps over the river"
GROUPS = 16


def found_team(ada: Person, team: str) -> None:
    """From the entrance to the kit's sheet."""
    ada.choose("^Found a team$")
    ada.stands_on("^Name of the team$")
    ada.type(team)
    ada.fill("^Your name$", "Ada")
    _new_passphrase(ada)
    ada.sees("^Your recovery kit$", "dialog")


def join_team(bob: Person, link: str) -> None:
    """From the entrance by a link to the kit's sheet."""
    bob.desk.copy(link)
    bob.choose("^Join a team$")
    bob.stands_on("^Invite link$")
    bob.press("ctrl+v")
    bob.choose("^Continue$")
    bob.sees("^Join this team\\?$")
    bob.stands_on("^Your name$")
    bob.type("Bob")
    _new_passphrase(bob)
    bob.sees("^Your recovery kit$", "dialog")


def _new_passphrase(person: Person) -> None:
    person.fill("^Passphrase$", PASSPHRASE)
    person.fill("^Passphrase, again$", PASSPHRASE)
    person.press("Return")


def unlock(person: Person) -> None:
    """From the locked window into the team."""
    person.stands_on("^Passphrase$")
    person.type(PASSPHRASE)
    person.press("Return")
    person.sees("^Places$")


def rehearse_kit(person: Person) -> None:
    """Write the groups down, and type two of them back."""
    person.sees(f"^{GROUPS}$")
    sheet = [thing.name for thing in _dialog(person) if thing.role == "label"]
    first = sheet.index("1")
    groups = sheet[first + 1 : first + 2 * GROUPS : 2]
    assert len(set(groups)) > 1
    person.choose("^I have it on paper$")
    asked = _group(person, "^Group")
    person.type(groups[asked - 1])
    person.press("Tab")
    person.type(groups[_group(person, f"^Group (?!{asked}$)") - 1])
    person.press("Return")
    person.sees_no_more("^Your recovery kit$")


def _group(person: Person, pattern: str) -> int:
    return int(re.sub(r"\D", "", person.stands_on(pattern).name))


def _dialog(person: Person) -> list[Thing]:
    """What lies on the card over the window."""
    screen = person.screen()
    roles = [thing.role for thing in screen]
    return screen[roles.index("dialog") :]


def add_key(ada: Person, name: str, value: str) -> None:
    """Put a key in."""
    ask_for_key(ada, name, value)
    ada.press("ctrl+Return")
    ada.hears(f"^{name} is in")


def ask_for_key(ada: Person, name: str, value: str) -> None:
    """Fill the dialog: paste the value; provider and variable come by themselves."""
    ada.press("ctrl+2")
    ada.sees("^Add key$")
    ada.press("ctrl+n")
    ada.stands_on("^Value$")
    ada.type(value)
    ada.sees("^Recognised: OpenAI$")
    ada.reach("^Choose…$")
    ada.type("prod")
    ada.sees("^production$", "combo box")
    ada.fill("^Name$", name)


def invite(ada: Person) -> str:
    """The link, as it lies on the clipboard afterwards."""
    ada.press("ctrl+3")
    ada.choose("^Invite$")
    ada.stands_on("^Who$")
    ada.press("ctrl+Return")
    ada.choose("^Copy the link$")
    ada.hears("^Copied")
    link = ada.desk.paste()
    assert link.startswith("keylease:join?")
    ada.press("Escape")
    ada.sees_no_more("^One link$")
    return link


def let_in(ada: Person, bob: Person) -> None:
    """Both have the same six words; then Ada says so."""
    words = bob.sees(r"^Safety words: \w").name.removeprefix("Safety words: ").split()
    ada.press("ctrl+1")
    ada.choose("^Let in…$")
    ada.stands_on("^They match: let in$")
    shown = [thing.name for thing in _dialog(ada)]
    assert [word for word in shown if word in words] == words
    ada.press("space")
    ada.hears("^Bob is in; words compared")
    bob.sees("^My keys$")


def share(ada: Person, key: str) -> None:
    """Lend the key that is chosen to Bob, for an hour."""
    ada.press("ctrl+2")
    ada.stands_on(f"^{key}$")
    ada.press("ctrl+s")
    ada.stands_on("^Who$")
    ada.type("bo")
    ada.hears("^Bob$")
    ada.press("Return")
    ada.sees("^Remove Bob$")
    ada.press("Tab")
    ada.stands_on("^7 days$")  # what is chosen
    ada.press("1")
    until(lambda: "checked" in ada.stands_on("^1 h$").states, lambda: "an hour is not chosen")
    ada.fill("^Why", "try the new model")
    ada.press("ctrl+Return")
    ada.sees(f"^{key} is shared$", "dialog")
    ada.press("Escape")
    ada.sees_no_more(f"^{key} is shared$")


def shorten_clipboard(bob: Person) -> None:
    """Have the clipboard cleared as soon as the settings allow."""
    bob.press("ctrl+4")
    bob.stands_on("^General$")
    bob.press("Right")
    bob.stands_on("^Security$")
    bob.reach("^30 seconds$")
    bob.press("Home")
    bob.sees("^10 seconds$", "combo box")


def copy_value(bob: Person) -> None:
    """Press Copy; the first time one is told what that puts on record."""
    bob.press("ctrl+1")
    bob.choose("^Copy$")


def revoke(ada: Person, key: str, who: str = "Bob") -> None:
    """Take back their access to the key that is chosen, and no more."""
    ada.press("ctrl+2")
    ada.stands_on(f"^{key}$")
    ada.choose("^More$", about=f"^{who}$")
    for entry in ("Renew…", "Revoke access…"):
        ada.press("Down")
        ada.stands_on(f"^{entry}$")
    ada.press("Return")
    ada.stands_on("^Revoke and replace")
    ada.press("Down")
    ada.stands_on("^Revoke access only$")
    ada.fill("^Why$", "project over")
    ada.press("ctrl+Return")
    ada.sees_no_more("^Revoke access only$")
