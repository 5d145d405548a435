"""How the HTTP layer says no: as the desk does, so that a client reads all answers in one way."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from keylease.errors import Code
from keylease.model.access import Refusal
from keylease.model.base import Time
from keylease.model.spans import DAY, MINUTE
from keylease.wire.canonical import encode


def refusal(
    request: Request,
    code: Code,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A refusal with that code. The connection ends: more of a body may be on its way."""
    request.state.code = code.name
    return Response(
        encode(Refusal(code=code.name)),
        status or code.meaning.http_status,
        headers={**(headers or {}), "connection": "close"},
        media_type="application/json",
    )


def retry_after(code: Code, now: Time) -> dict[str, str]:
    """The header that says when to try again, in whole seconds, where waiting helps."""
    match code:
        case Code.E_RATE:
            left = MINUTE - now % MINUTE
        case Code.E_QUOTA:
            left = DAY - now % DAY
        case Code.E_BUSY:
            left = 1000
        case _:
            return {}
    return {"retry-after": str(-(-left // 1000))}
