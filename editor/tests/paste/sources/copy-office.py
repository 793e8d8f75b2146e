import uno,sys,os
from com.sun.star.beans import PropertyValue
ctx=uno.getComponentContext()
res=ctx.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver",ctx)
try: c=res.resolve("uno:socket,host=127.0.0.1,port=2177;urp;StarOffice.ComponentContext")
except Exception as e: sys.exit(1)
d=c.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop",c)
doc=d.loadComponentFromURL("file://"+sys.argv[1],"_blank",0,())
f=doc.CurrentController.Frame
disp=c.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper",c)

if doc.supportsService('com.sun.star.text.TextDocument'):
    sd=doc.createSearchDescriptor(); sd.SearchString='Суретті осы жерге'
    found=doc.findFirst(sd)
    gp=c.ServiceManager.createInstanceWithContext("com.sun.star.graphic.GraphicProvider",c)
    p=PropertyValue(); p.Name='URL'; p.Value='file://' + HERE + '/dala.png'
    g=doc.createInstance('com.sun.star.text.TextGraphicObject')
    g.Graphic=gp.queryGraphic((p,))
    g.Title='Дала'; g.Description='Дала мен аспан'
    g.AnchorType=uno.Enum('com.sun.star.text.TextContentAnchorType','AS_CHARACTER')
    g.Width=2400; g.Height=1600
    found.Text.insertTextContent(found,g,True)
rng=sys.argv[2] if len(sys.argv)>2 else ''
if rng:
    doc.CurrentController.select(doc.Sheets.getByIndex(0).getCellRangeByName(rng))
else:
    disp.executeDispatch(f,".uno:SelectAll","",0,())
disp.executeDispatch(f,".uno:Copy","",0,())
print('pictures', doc.GraphicObjects.Count if hasattr(doc,'GraphicObjects') else '')
