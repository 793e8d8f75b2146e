"""Opens a file in LibreOffice under Xvfb, copies it and keeps what lies on the clipboard.

    /usr/bin/python3 copy-office.py writer.fodt libreoffice-writer
    /usr/bin/python3 copy-office.py calc.fods libreoffice-calc A1:D5
    /usr/bin/python3 copy-office.py calc.fods libreoffice-calc-cell C3

Debian packages: libreoffice-writer libreoffice-calc python3-uno xvfb xclip.
"""

import os
import subprocess
import sys
import tempfile
import time

import uno

HERE = os.path.dirname(os.path.abspath(__file__))
PLACE = "Суретті осы жерге"  # words of writer.fodt in whose place the picture is put
TARGETS = {"html": "text/html", "rtf": "text/rtf", "txt": "UTF8_STRING", "targets": "TARGETS"}


def connect():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(60):
        try:
            return resolver.resolve("uno:socket,host=127.0.0.1,port=2177;urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(1)
    raise SystemExit("LibreOffice did not start")


def make(context, name):
    return context.ServiceManager.createInstanceWithContext(name, context)


def put_picture(context, document):
    search = document.createSearchDescriptor()
    search.SearchString = PLACE
    found = document.findFirst(search)
    source = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    source.Name, source.Value = "URL", f"file://{HERE}/dala.png"
    picture = document.createInstance("com.sun.star.text.TextGraphicObject")
    picture.Graphic = make(context, "com.sun.star.graphic.GraphicProvider").queryGraphic((source,))
    picture.Title, picture.Description = "Дала", "Дала мен аспан"
    picture.AnchorType = uno.Enum("com.sun.star.text.TextContentAnchorType", "AS_CHARACTER")
    picture.Width, picture.Height = 2400, 1600
    found.Text.insertTextContent(found, picture, True)


def copy(context, file, cells):
    desktop = make(context, "com.sun.star.frame.Desktop")
    document = desktop.loadComponentFromURL(f"file://{HERE}/{file}", "_blank", 0, ())
    dispatcher = make(context, "com.sun.star.frame.DispatchHelper")
    frame = document.CurrentController.Frame
    if cells:
        document.CurrentController.select(document.Sheets.getByIndex(0).getCellRangeByName(cells))
    else:
        put_picture(context, document)
        dispatcher.executeDispatch(frame, ".uno:SelectAll", "", 0, ())
    dispatcher.executeDispatch(frame, ".uno:Copy", "", 0, ())
    time.sleep(2)


def main():
    file, name, *cells = sys.argv[1:]
    environment = {**os.environ, "DISPLAY": ":77", "HOME": tempfile.mkdtemp()}
    screen = subprocess.Popen(["Xvfb", ":77", "-screen", "0", "1280x1024x24"])
    while not os.path.exists("/tmp/.X11-unix/X77"):
        time.sleep(0.1)
    time.sleep(1)
    office = subprocess.Popen(
        ["soffice", "--nologo", "--norestore", "--accept=socket,host=127.0.0.1,port=2177;urp;"],
        env=environment,
        start_new_session=True,
    )
    try:
        copy(connect(), file, cells[0] if cells else None)
        for ending, target in TARGETS.items():
            command = ["xclip", "-selection", "clipboard", "-t", target, "-o"]
            answer = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
            # LibreOffice ends its HTML with a NUL.
            with open(f"{HERE}/../{name}.{ending}", "wb") as kept:
                kept.write(answer.replace(b"\0", b""))
    finally:
        os.killpg(office.pid, 9)
        screen.terminate()


main()
