"""What is said of providers when a key is put in, shared or taken back."""

from keylease.cli.ending import No
from keylease.cli.showing import typed
from keylease.client.entering import provider_facts
from keylease.client.snapshot import Snapshot
from keylease.errors import Code, KeyleaseError
from keylease.model.base import KeyId
from keylease.providers.catalogue import Candidate, by_name, detect, providers
from keylease.providers.provider import Provider


def known(name: str) -> Provider | None:
    """The provider that a key's facts name, if this program knows it."""
    try:
        return by_name(name)
    except KeyleaseError:
        return None


def title_of(name: str) -> str:
    """How a provider is called on the screen."""
    return provider_facts(name).name or "its provider"


def console_of(name: str) -> str | None:
    """The page on which a provider's keys are made and deleted, if it has a fixed one."""
    return provider_facts(name).console or None


def choose(given: str | None, value: str, hint: str) -> Provider:
    """The provider that was named, else the one that the value gives away."""
    if given is not None:
        try:
            return by_name(given)
        except KeyleaseError as error:
            raise No(Code.E_USAGE, f"That provider is not known. {error.detail}") from None
    found = detect(value, hint)
    best = _best(found, value)
    if best is not None:
        return best
    ids = [one.provider.id for one in found] or [provider.id for provider in providers()]
    why = "could be from several providers" if found else "does not say which provider it is from"
    raise No(Code.E_USAGE, f"The value {why}. Add --provider with one of {', '.join(ids)}.")


def _best(found: list[Candidate], value: str) -> Provider | None:
    """The one provider that stands out: by a certain form, or by the longest beginning."""
    if found and found[0].certain:
        return found[0].provider if len(found) == 1 or not found[1].certain else None
    begins = [(_beginning(one.provider, value), one.provider) for one in found]
    longest = max((length for length, _ in begins), default=0)
    fitting = [provider for length, provider in begins if length == longest]
    return fitting[0] if len(fitting) == 1 else None


def _beginning(provider: Provider, value: str) -> int:
    return max((len(p) for p in provider.prefixes if value.startswith(p)), default=0)


_OF_SEVERAL_LINES = ("{", "-----BEGIN ")
"""How keys begin that are documents: of a service account, or in PEM."""


def mistaken(provider: Provider, value: str, hint: str) -> str:
    """A word of caution where a value looks like another provider's, or can make keys itself."""
    if "\n" in value and not value.startswith(_OF_SEVERAL_LINES):
        lines = len(value.splitlines())
        return (
            f"The value has {lines} lines, and a key has one. If something else came along, put "
            f"the right one in: keylease key rotate {typed(hint)}"
        )
    found = [one for one in detect(value, hint) if one.certain]
    if any(one.admin and one.provider.id == provider.id for one in found):
        return (
            f"This is an admin key: whoever opens it can make and delete keys at {provider.name}. "
            "Share it with care, and put in an ordinary key for daily work."
        )
    if found and all(one.provider.id != provider.id for one in found):
        return (
            f"The value looks like one of {found[0].provider.name}, not {provider.name}. Check it."
        )
    return ""


CAP = "monthly_cap"
LIMITS = {
    CAP: "Monthly cap",
    "rate": "Rate limit",
    "scopes": "Scopes",
    "project": "Project",
}
"""Fields of a key that say what its provider itself holds it to."""


def limits_sentence(now: Snapshot, key: KeyId) -> str:
    """What limits the key at its provider, or that nothing does: said before it is shared."""
    facts = provider_facts(now.names.field(key, "provider"))
    title = facts.name or "its provider"
    scopes, cap = now.names.field(key, "scopes"), now.names.field(key, CAP)
    if scopes:
        scoped = f"{title} keeps it to {scopes}"
    elif facts.can_scope:
        scoped = f"no scopes are noted, though {title} can scope a key"
    else:
        scoped = f"{title} cannot scope this key"
    uncapped = "no monthly cap is set" + (f", and {title} only warns" if facts.only_warns else "")
    return f"{scoped}; its monthly cap is {cap}" if cap else f"{scoped}; {uncapped}"
