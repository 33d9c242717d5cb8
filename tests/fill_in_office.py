"""Fill in the first control of each kind with LibreOffice, as a user would by hand.

In → Out: paths of soffice, a Word file and a target in; the filled file out. Needs UNO's Python.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

ANSWERS = {"text": "Dana Reyes", "date": "2026-03-04", "choice": "Rejected"}


def setting(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def portions(text):
    for block in text:
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.getCellNames():
                yield from portions(block.getCellByName(name))
        else:
            yield from block


def connect(pipe):
    local = uno.getComponentContext()
    name = "com.sun.star.bridge.UnoUrlResolver"
    resolver = local.ServiceManager.createInstanceWithContext(name, local)
    for _ in range(240):
        with contextlib.suppress(Exception):
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def fill(document):
    done = set()
    for portion in portions(document.Text):
        if portion.TextPortionType == "TextField" and "text" not in done:
            field = portion.TextField
            if field.supportsService("com.sun.star.text.TextField.Input"):
                field.Content = ANSWERS["text"]
                done.add("text")
        if portion.TextPortionType != "ContentControl":
            continue
        control = portion.ContentControl
        kind = "check" if control.Checkbox else "date" if control.Date else "choice"
        if kind in done:
            continue
        done.add(kind)
        if kind == "check":
            control.Checked = True
            continue
        control.ShowingPlaceHolder = False
        cursor = control.createTextCursor()
        cursor.gotoStart(False)
        cursor.gotoEnd(True)
        cursor.String = ANSWERS[kind]
    return done


def main(soffice, source, target):
    pipe = f"pmdoc{abs(hash(target))}"
    profile = f"-env:UserInstallation=file://{Path(target).parent}/profile"
    accept = f"--accept=pipe,name={pipe};urp;"
    office = subprocess.Popen([soffice, profile, "--headless", "--norestore", accept])
    context = connect(pipe)
    name = "com.sun.star.frame.Desktop"
    desktop = context.ServiceManager.createInstanceWithContext(name, context)
    document = desktop.loadComponentFromURL(
        f"file://{source}", "_blank", 0, (setting("Hidden", True),)
    )
    sys.stdout.write(" ".join(sorted(fill(document))))
    document.storeToURL(f"file://{target}", (setting("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    with contextlib.suppress(Exception):
        desktop.terminate()
    office.wait(60)


main(*sys.argv[1:])
