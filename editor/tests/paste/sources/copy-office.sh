#!/bin/sh
export DISPLAY=:77 HOME=/tmp/lohome; mkdir -p $HOME
pgrep -f 'Xvfb :77' >/dev/null || (Xvfb :77 -screen 0 1280x1024x24 >/dev/null 2>&1 &)
sleep 1
soffice --nologo --norestore --accept='socket,host=127.0.0.1,port=2177;urp;' >/tmp/soffice.log 2>&1 &
for i in $(seq 30); do sleep 1; /usr/bin/python3 /tmp/copy.py "$1" "$3" "$4" && break; done
sleep 2
xclip -selection clipboard -t TARGETS -o > /tmp/$2.targets
xclip -selection clipboard -t text/html -o > /tmp/$2.html
xclip -selection clipboard -t text/rtf -o > /tmp/$2.rtf
xclip -selection clipboard -t UTF8_STRING -o > /tmp/$2.txt
for p in $(pgrep soffice.bin); do kill -9 $p; done
