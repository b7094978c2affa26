// What comes from Word, Google Docs or a web page keeps its meaning (lists, bold, sub- and superscript, links,
// tables) and loses its looks.

import { Extension, pm } from "django-prose-editor/editor"

const DROPPED = "style, script, meta, link, title, xml, img, iframe, object, embed, form, svg"

export const WordPaste = Extension.create({
  name: "wordPaste",

  addProseMirrorPlugins() {
    return [new pm.state.Plugin({ props: { transformPastedHTML: cleanPasted } })]
  },
})

// Style attributes are read under another name: as such, the page's policy would report each of them.
export function cleanPasted(html) {
  const source = html
    .replace(/<(style|script|xml)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<!\[[^>]*>/g, "")
    .replace(/(<[^>]*?\s)style\s*=/gi, "$1data-style=")
    .replace(/(<[^>]*?\s)on\w+\s*=/gi, "$1data-gone=")
  const body = new DOMParser().parseFromString(source, "text/html").body
  for (const found of body.querySelectorAll(DROPPED)) found.remove()
  if (!/data-pm-slice/.test(html)) {
    wordLists(body)
    marksFromStyles(body)
    headings(body)
  }
  for (const found of body.querySelectorAll("[data-style], [data-gone], [class], [lang]")) {
    for (const name of ["data-style", "data-gone", "class", "lang"]) found.removeAttribute(name)
  }
  for (const found of [...body.querySelectorAll("*")]) if (found.localName.includes(":")) found.replaceWith(...found.childNodes)
  return body.innerHTML
}

const styleOf = (node) => node.getAttribute("data-style") ?? ""

// Word writes list entries as paragraphs that carry their bullet or number as text.
function wordLists(body) {
  let open = [] // the list of each level, outermost first
  for (const paragraph of [...body.querySelectorAll("p")]) {
    const level = Number(/mso-list:[^;]*\blevel(\d)/i.exec(styleOf(paragraph))?.[1] ?? 0)
    if (!level) {
      open = []
      continue
    }
    const follows = open.length && previousElement(paragraph) === open[0].list
    if (!follows) open = []
    const marker = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(styleOf(span)))
    const isNumbered = /^[\s(]*(\d+|[a-z]{1,4})[.)]/i.test(marker?.textContent ?? "")
    marker?.remove()
    open.length = Math.min(open.length, level)
    if (open.length < level) {
      const list = body.ownerDocument.createElement(isNumbered ? "ol" : "ul")
      const parent = open.at(-1)?.list.lastElementChild
      if (parent) parent.append(list)
      else paragraph.before(list)
      open.push({ list })
    }
    const item = body.ownerDocument.createElement("li")
    const text = body.ownerDocument.createElement("p")
    text.append(...paragraph.childNodes)
    item.append(text)
    open.at(-1).list.append(item)
    paragraph.remove()
  }
}

function previousElement(node) {
  let before = node.previousSibling
  while (before && before.nodeType !== 1 && !before.textContent.trim()) before = before.previousSibling
  return before
}

function marksFromStyles(body) {
  for (const bold of [...body.querySelectorAll("b")]) {
    if (/(^|;|\s)font-weight:\s*(normal|400)/i.test(styleOf(bold))) bold.replaceWith(...bold.childNodes) // Google's wrapper
  }
  for (const span of [...body.querySelectorAll("span, font")]) {
    const style = styleOf(span)
    const wanted = [
      [/font-weight:\s*(bold|[6-9]00)/i, "strong"],
      [/font-style:\s*italic/i, "em"],
      [/vertical-align:\s*super/i, "sup"],
      [/vertical-align:\s*sub/i, "sub"],
    ].filter(([pattern]) => pattern.test(style))
    for (const [, tag] of wanted) {
      const mark = body.ownerDocument.createElement(tag)
      mark.append(...span.childNodes)
      span.append(mark)
    }
    span.replaceWith(...span.childNodes)
  }
}

// A page has one main heading already, and needs no more than three levels below it.
function headings(body) {
  for (const heading of [...body.querySelectorAll("h1, h5, h6")]) {
    const level = body.ownerDocument.createElement(heading.localName === "h1" ? "h2" : "h4")
    level.append(...heading.childNodes)
    heading.replaceWith(level)
  }
}
