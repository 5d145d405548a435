"""Why something was not done, as one sentence for a dialog or a toast."""

from keylease_desktop.texts.refusals import refusal

__all__ = ["refusal"]
