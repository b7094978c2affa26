// The editor's frame: a toolbar that works as screen readers expect, names for everything, and a way out by keyboard.

import { Menu, pm } from "django-prose-editor/editor"
import { element } from "admin-editor/dialog"

const TITLES = {
  paragraph: "Normal text",
  heading2: "Heading",
  heading3: "Subheading",
  heading4: "Small heading",
  bulletList: "Bulleted list",
  orderedList: "Numbered list",
  bold: "Bold (Ctrl+B)",
  italic: "Italic (Ctrl+I)",
  subscript: "Subscript (Ctrl+,)",
  superscript: "Superscript (Ctrl+.)",
  link: "Link (Ctrl+K)",
  unlink: "Remove the link",
  "history:undo": "Undo (Ctrl+Z)",
  "history:redo": "Redo (Ctrl+Shift+Z)",
}
const SWITCHES = {
  paragraph: (editor) => editor.isActive("paragraph") && !editor.isActive("listItem"),
  heading2: (editor) => editor.isActive("heading", { level: 2 }),
  heading3: (editor) => editor.isActive("heading", { level: 3 }),
  heading4: (editor) => editor.isActive("heading", { level: 4 }),
  bulletList: (editor) => editor.isActive("bulletList"),
  orderedList: (editor) => editor.isActive("orderedList"),
  bold: (editor) => editor.isActive("bold"),
  italic: (editor) => editor.isActive("italic"),
  subscript: (editor) => editor.isActive("subscript"),
  superscript: (editor) => editor.isActive("superscript"),
  link: (editor) => editor.isActive("link"),
}
const HELP =
  "Alt+F10 goes to the formatting buttons and Escape comes back. " +
  "Tab moves inside lists and tables; Escape, then Tab leaves the text."
let editorNumber = 0

export const Toolbar = Menu.extend({
  priority: 1000, // its keys come before those of lists and tables

  addOptions() {
    return {
      ...this.parent?.(),
      groups: [
        { group: "sources" },
        { group: "blockType -lists", minItems: 2 },
        { group: "lists" },
        { group: "marks" },
        { group: "link" },
        { group: "table" },
        { group: "history" },
      ],
    }
  },

  onBeforeCreate() {
    // The editor makes a style element; the page's policy lets it in by its nonce.
    this.editor.options.injectNonce = document.querySelector("script[nonce]")?.nonce
  },

  onCreate(event) {
    this.parent?.(event)
    const { editor } = this
    const bar = this.storage.dom
    const { textarea, label } = fieldOf(editor)
    const name = label?.textContent.replace(/[\s:]+$/, "").trim() || "Text"

    nameEditor(editor, textarea, label, name)
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", `Formatting of ${name}`)
    for (const button of buttonsOf(bar)) {
      const title = TITLES[button.dataset.name]
      if (title) {
        button.title = title
        button.setAttribute("aria-label", title)
      }
    }
    const refresh = () => {
      for (const button of buttonsOf(bar)) {
        const isOn = SWITCHES[button.dataset.name]?.(editor)
        if (isOn !== undefined) {
          button.classList.toggle("active", isOn)
          button.setAttribute("aria-pressed", String(isOn))
        }
        button.setAttribute("aria-disabled", String(button.classList.contains("disabled")))
      }
      for (const group of bar.children) group.hidden = !group.querySelector("button:not(.hidden)")
      oneTabStop(bar)
    }
    editor.on("transaction", refresh)
    refresh()
    bar.addEventListener("keydown", (event) => moveAlong(event, bar, editor))
    bar.addEventListener("focusin", (event) => oneTabStop(bar, event.target))

    // After a refused save the field shows what the editor understood, not the script that was refused.
    if (textarea.closest(".errors")) textarea.value = editor.isEmpty ? "" : editor.getHTML()
  },

  addProseMirrorPlugins() {
    const editor = this.editor
    let leaving = false
    return [
      new pm.state.Plugin({
        props: {
          handleDOMEvents: {
            keydown: (_view, event) => {
              if (event.key === "F10" && event.altKey) {
                editor.storage.menu.dom.querySelector('button[tabindex="0"]')?.focus()
                event.preventDefault()
                return true
              }
              if (event.key === "Tab" && leaving) return true // left to the browser
              if (event.key === "Escape") leaving = true
              else if (event.key !== "Shift") leaving = false
              return false
            },
            blur: () => {
              leaving = false
              return false
            },
          },
        },
      }),
    ]
  },
})

function fieldOf(editor) {
  const textarea = editor.options.element.querySelector("textarea")
  const row = textarea.closest(".form-row, .fieldBox")
  return { textarea, label: textarea.labels[0] ?? row?.querySelector("label") }
}

function nameEditor(editor, textarea, label, name) {
  const number = ++editorNumber
  const help = element("p", { id: `editor-help-${number}`, class: "editor-help" }, HELP)
  editor.options.element.append(help)
  const dom = editor.view.dom
  dom.setAttribute("aria-multiline", "true")
  if (label) {
    label.id ||= `editor-label-${number}`
    label.addEventListener("click", () => editor.commands.focus())
    dom.setAttribute("aria-labelledby", label.id)
  } else {
    dom.setAttribute("aria-label", name)
  }
  // Ids change when a block is removed: they are looked up again each time.
  const describe = () => {
    const row = textarea.closest(".form-row")
    const ids = [...(row?.querySelectorAll(".help[id], .errorlist[id]") ?? [])].map(({ id }) => id)
    dom.setAttribute("aria-describedby", [...ids, help.id].join(" "))
  }
  describe()
  dom.addEventListener("focus", describe)
  if (textarea.getAttribute("aria-invalid") || textarea.closest(".errors")) dom.setAttribute("aria-invalid", "true")
  if (label?.classList.contains("required")) dom.setAttribute("aria-required", "true")
}

function buttonsOf(bar) {
  return [...bar.querySelectorAll("button")]
}

function oneTabStop(bar, wanted) {
  const usable = buttonsOf(bar).filter((button) => !button.classList.contains("hidden"))
  const stop = usable.includes(wanted) ? wanted : (usable.find((button) => button.tabIndex === 0 && button.dataset.stop) ?? usable[0])
  for (const button of buttonsOf(bar)) {
    button.tabIndex = button === stop ? 0 : -1
    if (button === stop) button.dataset.stop = "1"
    else delete button.dataset.stop
  }
}

function moveAlong(event, bar, editor) {
  if (event.key === "Escape") {
    event.preventDefault()
    editor.commands.focus()
    return
  }
  const usable = buttonsOf(bar).filter((button) => !button.classList.contains("hidden"))
  const at = usable.indexOf(document.activeElement)
  const to = {
    ArrowRight: (at + 1) % usable.length,
    ArrowLeft: (at - 1 + usable.length) % usable.length,
    Home: 0,
    End: usable.length - 1,
  }[event.key]
  if (to === undefined) return
  event.preventDefault()
  usable[to].focus()
}
