"""`--network`: address ranges from which access is allowed."""

from ipaddress import ip_network

import click

from keylease.cli.ending import No
from keylease.errors import Code


class NetworkType(click.ParamType[str]):
    """An address range, written out in full."""

    name = "network"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The range in its one spelling, as `10.0.0.0/8`."""
        try:
            return str(ip_network(str(value)))
        except ValueError:
            raise No(
                Code.E_USAGE,
                "That is no address range. Write one like 10.0.0.0/8 or 2001:db8::/32.",
            ) from None


networks_option = click.option(
    "--network",
    "networks",
    type=NetworkType(),
    multiple=True,
    metavar="CIDR",
    help="Only from there; may be repeated.",
)
