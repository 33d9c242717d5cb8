"""The labels of the Traffic Light Protocol.

In → Out: a label in an author's spelling in, a `Tlp` out.
Must not: be translated or restyled; the standard defines words, colours and the black background.
Source: FIRST Traffic Light Protocol 2.0, https://www.first.org/tlp/
"""

from __future__ import annotations

from enum import StrEnum


class Tlp(StrEnum):
    """A TLP 2.0 label. Its value is the text to show."""

    RED = "TLP:RED"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    AMBER = "TLP:AMBER"
    GREEN = "TLP:GREEN"
    CLEAR = "TLP:CLEAR"

    @property
    def color(self) -> str:
        """The label's text colour as `#rrggbb`, on a black background."""
        return _COLORS[self]

    @classmethod
    def from_text(cls, text: str) -> Tlp:
        """Return the label of a text with or without "TLP:", in any case.

        Raises:
            ValueError: the text is not a label of TLP 2.0.
        """
        return cls("TLP:" + text.strip().upper().removeprefix("TLP:").strip())


BACKGROUND = "#000000"
_COLORS = {
    Tlp.RED: "#FF2B2B",
    Tlp.AMBER_STRICT: "#FFC000",
    Tlp.AMBER: "#FFC000",
    Tlp.GREEN: "#33FF00",
    Tlp.CLEAR: "#FFFFFF",
}
