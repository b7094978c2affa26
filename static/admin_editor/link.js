// Links: https, mailto, tel and paths of this site. No target, no rel: the site's templates decide on those.

import { Link } from "django-prose-editor/editor"
import { ask, element } from "admin-editor/dialog"

const USABLE = /^(https:\/\/\S+|mailto:\S+|tel:[+0-9()\-.]+|\/(?![/\\])\S*)$/i
// A pasted http link stays, so that its address is not lost; the form asks for a better one before it saves.
const KEPT = /^(https?:\/\/|mailto:|tel:|\/(?![/\\]))/i

// Asks for the address, and for the words to show where none are selected. Resolves to both, or to null.
function askLink({ address, needsText }) {
  const text = element("input", { id: "editor-link-text", type: "text", autocomplete: "off" })
  const input = element("input", {
    id: "editor-link-address",
    type: "text",
    value: address ?? "",
    inputmode: "url",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    "aria-describedby": "editor-link-help editor-link-problem",
  })
  input.addEventListener("focus", () => input.select(), { once: true })
  const problem = element("p", { id: "editor-link-problem", class: "editor-dialog-problem", role: "alert" })
  const label = (field, words) => element("label", { for: field.id, class: "editor-dialog-label" }, words)
  const refuse = (field, words) => {
    problem.textContent = words
    field.setAttribute("aria-invalid", "true")
    field.focus()
  }
  return ask({
    title: address ? "Change the link" : "Link",
    submit: address ? "Change" : "Insert",
    body: [
      ...(needsText ? [label(text, "Words to show"), text] : []),
      label(input, "Address"),
      element(
        "p",
        { id: "editor-link-help", class: "editor-dialog-count" },
        "https:// for another site, / for a page of this site (/privacy/), mailto: for an email address, ",
        "tel: for a telephone number.",
      ),
      input,
      problem,
    ],
    answer() {
      const href = input.value.trim()
      const words = text.value.trim()
      if (needsText && !words) refuse(text, "Write the words that readers see.")
      else if (!href) refuse(input, "Write the address that the link goes to.")
      else if (!USABLE.test(href)) refuse(input, `“${href}” cannot be used. Begin with https://, mailto:, tel: or /.`)
      else return { href, words }
      return undefined
    },
  })
}

export const SafeLink = Link.extend({
  addOptions() {
    return {
      ...this.parent?.(),
      autolink: false,
      openOnClick: false,
      defaultProtocol: "https",
      enableTarget: false,
      isAllowedUri: (address) => KEPT.test((address ?? "").trim()),
      shouldAutoLink: (address) => !/^http:/i.test(address),
    }
  },

  addAttributes() {
    return { href: this.parent().href }
  },

  addMenuItems({ menu, buttons }) {
    this.parent?.({ menu, buttons })
    menu.defineItem({
      name: "link",
      groups: "link",
      button: buttons.material("insert_link", "Link"),
      command: (editor) => editor.commands.addLink(),
      active: (editor) => editor.isActive("link"),
    })
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          const address = editor.isActive("link") ? editor.getAttributes("link").href : null
          const needsText = editor.state.selection.empty && !address
          askLink({ address, needsText }).then((given) => {
            editor.view.focus()
            if (!given) return
            const { href, words } = given
            const chain = editor.chain().focus()
            if (needsText) chain.insertContent({ type: "text", text: words, marks: [{ type: "link", attrs: { href } }] })
            else chain.extendMarkRange("link").setLink({ href })
            chain.run()
          })
          return true
        },
    }
  },
})
