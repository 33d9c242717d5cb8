"""Import reportlab's TrueType reader without HarfBuzz.

In → Out: nothing in; reportlab's classes out.
Must not: be bypassed. reportlab imports uharfbuzz wherever it is installed, which takes a tenth of
the start-up time; only `shaping` may import it, when a text needs it.
"""

from __future__ import annotations

import sys

_HARFBUZZ = "uharfbuzz"

_loaded = sys.modules.get(_HARFBUZZ)
sys.modules[_HARFBUZZ] = None  # type: ignore[assignment]  # None makes the import fail
try:
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFace, TTFontMaker
finally:
    del sys.modules[_HARFBUZZ]
    if _loaded is not None:
        sys.modules[_HARFBUZZ] = _loaded

__all__ = ["TTFError", "TTFontFace", "TTFontMaker"]
