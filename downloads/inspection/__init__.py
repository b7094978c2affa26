"""What a PDF from outside holds, found out in a process of its own that can be killed.

`process` starts it and is all that the site imports; `child` is what runs there, without Django, and asks the others:
`envelope` reads the bytes around the objects, `objects` every object, `layout` pages, layers and what hangs from the
catalogue, `drawing` what is drawn within what, `printed` what a reader sees.
"""
