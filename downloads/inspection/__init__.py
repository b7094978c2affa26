"""What a PDF from outside holds, found out in a process of its own that can be killed.

`process` starts it and is what the site asks; `child` is what runs there, without Django, and asks the others:
`envelope` looks at the ends of the file, `history` whether it tells one story, `objects` at every object, `layout` at
pages, layers and what hangs from the catalogue, `drawing` at what is drawn within what, `printed` at what readers see.
"""
