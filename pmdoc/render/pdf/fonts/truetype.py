"""reportlab's reader of TrueType fonts, without the shaper that it loads where there is one.

In → Out: nothing in; its classes out.
Must not: be gone around: every module takes its names from here, so that HarfBuzz, which takes
a tenth of a start, is loaded by `shaping` alone, when a text needs it.
"""

from __future__ import annotations

import sys

_HARFBUZZ = "uharfbuzz"

_known = sys.modules.get(_HARFBUZZ)
sys.modules[_HARFBUZZ] = None  # type: ignore[assignment]  # None is how Python says "not there"
try:
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFace, TTFontMaker
finally:
    del sys.modules[_HARFBUZZ]
    if _known is not None:
        sys.modules[_HARFBUZZ] = _known

__all__ = ["TTFError", "TTFontFace", "TTFontMaker"]
