// Tables with header cells, and the two kinds of text that are one table or one numbered list and nothing else.

import { Document, Extension, pm } from "django-prose-editor/editor"
import { element, icon } from "admin-editor/dialog"

const { Plugin } = pm.state
const ROWS = 3
const COLUMNS = 3

function emptyTable() {
  const row = (tag) => `<tr>${`<${tag}><p></p></${tag}>`.repeat(COLUMNS)}</tr>`
  return `<table><tbody>${row("th")}${row("td").repeat(ROWS - 1)}</tbody></table>`
}

export const TableOnly = Document.extend({
  content: "table",

  onBeforeCreate() {
    const { options } = this.editor
    if (!/<table/i.test(options.content)) options.content = emptyTable()
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        // Whoever deletes everything gets a fresh table: the text is a table, always.
        appendTransaction: (_transactions, _before, { doc, schema, tr }) => {
          if (doc.firstChild?.firstChild?.childCount) return null
          const holder = element("div")
          holder.innerHTML = emptyTable()
          const fresh = pm.model.DOMParser.fromSchema(schema).parse(holder)
          tr.replaceWith(0, doc.content.size, fresh.content)
          return tr.setSelection(pm.state.TextSelection.near(tr.doc.resolve(1)))
        },
      }),
    ]
  },
})

export const ListOnly = Document.extend({
  content: "orderedList",

  addMenuItems({ menu, buttons }) {
    // The text is a numbered list already, and stays one.
    menu.defineItem({ name: "orderedList", groups: "unused", button: buttons.material("", "") })
  },

  addKeyboardShortcuts() {
    return {
      // Enter in an empty entry would leave the list, were there anything beside it.
      Enter: () => {
        const { empty, $from } = this.editor.state.selection
        return empty && !$from.parent.content.size && $from.node(-1).type.name === "listItem"
      },
    }
  },
})

export const TableTools = Extension.create({
  name: "tableTools",
  priority: 10, // after the library's own buttons, to put these in their place

  addMenuItems({ menu, buttons }) {
    const isWholeText = (editor) => editor.schema.topNodeType.spec.content === "table"
    const inTable = (editor) => editor.isActive("table")
    let priority = 100
    const define = (name, button, run, hidden = (editor) => !inTable(editor)) =>
      menu.defineItem({
        name,
        groups: "table",
        priority: priority--,
        button,
        command: (editor) => run(editor.chain().focus()).run(),
        hidden,
      })
    const tool = (command, symbol, label, title, hidden) =>
      define(
        `table:${command}`,
        element(
          "button",
          { type: "button", class: "prose-menubar__button editor-button-wide", title, "aria-label": title },
          icon(symbol),
          label,
        ),
        (chain) => chain[command](),
        hidden,
      )

    define(
      "table",
      buttons.material("grid_on", "Insert a table"),
      (chain) => chain.insertTable({ rows: ROWS, cols: COLUMNS, withHeaderRow: true }),
      (editor) => isWholeText(editor) || inTable(editor),
    )
    tool("addRowAfter", "add", "Row", "Add row below")
    tool("deleteRow", "remove", "Row", "Delete row")
    tool("addColumnAfter", "add", "Column", "Add column to the right")
    tool("deleteColumn", "remove", "Column", "Delete column")
    tool("toggleHeaderRow", "border_top", "Header row", "Header row on or off")
    tool("toggleHeaderColumn", "border_left", "Header column", "Header column on or off")
    tool("mergeCells", "call_merge", "Merge", "Merge selected cells", (editor) => !editor.can().mergeCells())
    tool("splitCell", "call_split", "Split", "Split cell", (editor) => !editor.can().splitCell())
    tool("deleteTable", "delete_outline", "Table", "Delete table", (editor) => isWholeText(editor) || !inTable(editor))
    menu.defineItem({ name: "table:toggleHeaderCell", groups: "unused", button: buttons.material("", "") })
  },
})
