// Citations and abbreviations: picked from the register, stored as ids, numbered when the page is frozen.

import { Node, pm } from "django-prose-editor/editor"
import { knownChoices } from "admin-editor/choices"
import { element, icon } from "admin-editor/dialog"
import { pick } from "admin-editor/picker"

const { NodeSelection } = pm.state

function selectedChip(editor, name) {
  const { selection } = editor.state
  return selection instanceof NodeSelection && selection.node.type.name === name ? selection.node : null
}

function chip({ name, tag, attribute, symbol, button, title, noun, replacesSameText }) {
  return Node.create({
    name,
    group: "inline",
    inline: true,
    atom: true,
    selectable: true,

    addOptions() {
      return { choices: "" }
    },

    addAttributes() {
      return {
        id: {
          default: null,
          parseHTML: (dom) => dom.getAttribute(attribute),
          renderHTML: ({ id }) => ({ [attribute]: id }),
        },
        text: { default: "", parseHTML: (dom) => dom.textContent, rendered: false },
      }
    },

    parseHTML() {
      return [{ tag: `${tag}[${attribute}]`, priority: 60 }]
    },

    renderHTML({ node, HTMLAttributes }) {
      return [tag, HTMLAttributes, node.attrs.text]
    },

    renderText({ node }) {
      return node.attrs.text
    },

    addNodeView() {
      const address = this.options.choices
      return ({ node }) => {
        const dom = element(tag, { class: `editor-chip editor-chip-${name}`, [attribute]: node.attrs.id }, node.attrs.text)
        knownChoices(address).then(
          ({ choices }) => {
            const found = choices.find(({ id }) => String(id) === String(node.attrs.id))
            dom.title = found ? `${found.label}: ${found.detail}` : `This ${noun} is no longer in the register. Pick another.`
            dom.classList.toggle("editor-chip-missing", !found)
          },
          () => {},
        )
        return { dom, ignoreMutation: () => true }
      }
    },

    addCommands() {
      return {
        [`pick:${name}`]:
          () =>
          ({ editor }) => {
            const old = selectedChip(editor, name)
            pick({
              address: this.options.choices,
              title: old ? `Change the ${noun}` : title,
              submit: old ? "Change" : "Insert",
              noun,
              chosen: old?.attrs.id,
            }).then((choice) => {
              editor.view.focus()
              if (!choice) return
              const { from, to } = editor.state.selection
              const selected = editor.state.doc.textBetween(from, to)
              const replace = old || (replacesSameText && selected.trim() === choice.text)
              const at = replace ? { from, to } : to
              editor
                .chain()
                .focus()
                .insertContentAt(at, { type: name, attrs: { id: String(choice.id), text: choice.text } })
                .run()
            })
            return true
          },
      }
    },

    addKeyboardShortcuts() {
      const remove = (side) => () => {
        const { empty, $from } = this.editor.state.selection
        const node = side < 0 ? $from.nodeBefore : $from.nodeAfter
        if (!empty || node?.type.name !== name) return false
        const from = side < 0 ? $from.pos - node.nodeSize : $from.pos
        return this.editor.commands.deleteRange({ from, to: from + node.nodeSize })
      }
      return {
        Backspace: remove(-1),
        Delete: remove(1),
        Enter: () => Boolean(selectedChip(this.editor, name)) && this.editor.commands[`pick:${name}`](),
      }
    },

    addMenuItems({ menu }) {
      const made = element(
        "button",
        { type: "button", class: "prose-menubar__button editor-button-wide", title },
        icon(symbol),
        button,
      )
      menu.defineItem({
        name,
        groups: "sources",
        button: made,
        active: (editor) => Boolean(selectedChip(editor, name)),
        command: (editor) => editor.commands[`pick:${name}`](),
      })
    },
  })
}

export const Citation = chip({
  name: "citation",
  tag: "cite",
  attribute: "data-reference",
  symbol: "menu_book",
  button: "Cite a source",
  title: "Cite a source",
  noun: "reference",
  replacesSameText: false,
})

export const Abbreviation = chip({
  name: "abbreviation",
  tag: "abbr",
  attribute: "data-abbreviation",
  symbol: "short_text",
  button: "Abbreviation",
  title: "Use an abbreviation",
  noun: "abbreviation",
  replacesSameText: true,
})
