"""What the sources and the documents say of each other stands where they say."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [path for room in ("core", "desktop", "tests") for path in (ROOT / room).rglob("*.py")]
DOCUMENTS = ["README.md", "core/PROTOCOL.md", "core/THREATS.md", "core/DECISIONS.md"]
DOCUMENTS += ["packaging/README.md"]
UNTESTED = {"C14"}
"""A timing is never a test."""


def read(path: str | Path) -> str:
    return (ROOT / path).read_text("utf-8")


def anchors(text: str) -> set[str]:
    """What links can point to: headings, as GitHub writes them."""
    headings = re.findall(r"^#+ (.*)", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def attacks() -> set[str]:
    return set(re.findall(r"^\| ([A-G]\d\d) \|", read("core/THREATS.md"), re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_between_documents_leads_somewhere(document: str) -> None:
    text = read(document)
    astray = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        path = (ROOT / document).parent / name if name else ROOT / document
        if not path.exists() or (anchor and anchor not in anchors(read(path))):
            astray.append(target)
    assert astray == []


@pytest.mark.parametrize("document", ["PROTOCOL", "THREATS", "DECISIONS"])
def test_every_section_that_a_source_cites_is_there(document: str) -> None:
    """A section is a heading, or a term that a paragraph sets out in bold."""
    text = read(f"core/{document}.md")
    there = set(re.findall(r"^#+ (.*)|\*\*(.+?)\.?\*\*", text, re.MULTILINE))
    known = {name for pair in there for name in pair}
    cited = re.compile(document + r"""\.md,\s+"([^"]+)"(?:\s+and\s+"([^"]+)")?""")
    assert {
        f"{path.relative_to(ROOT)}: {name}"
        for path in SOURCES
        for found in cited.finditer(path.read_text("utf-8"))
        for name in (" ".join(one.split()) for one in found.groups() if one)
        if name not in known
    } == set()


def test_every_attack_has_a_test_and_every_test_of_one_its_line() -> None:
    mark = re.compile(r"mark\.attack\(([^)]*)\)")
    carried_out = {
        id_
        for path in SOURCES
        for names in mark.findall(path.read_text("utf-8"))
        for id_ in re.findall(r"[A-G]\d\d", names)
    }
    assert carried_out == attacks() - UNTESTED


def test_every_attack_that_a_source_names_has_its_line() -> None:
    named = re.compile(r"THREATS\.md,? ((?:[A-G]\d\d(?:, )?)+)")
    assert {
        f"{path.relative_to(ROOT)}: {id_}"
        for path in SOURCES
        for ids in named.findall(path.read_text("utf-8"))
        for id_ in re.findall(r"[A-G]\d\d", ids)
        if id_ not in attacks()
    } == set()
