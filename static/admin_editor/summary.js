// After a refused save: what is wrong and where, at the top of the form, each line leading to its field.

import { element } from "admin-editor/dialog"

export function summariseErrors() {
  const note = document.querySelector(".errornote")
  const lists = [...document.querySelectorAll("#content ul.errorlist")]
  if (!note || !lists.length) return
  const lines = lists.flatMap((list) => {
    const row = list.closest(".form-row") ?? list.parentElement
    const field = list.closest(".fieldBox") ?? row
    const places = [list.closest(".inline-related")?.getAttribute("aria-label"), field.querySelector("label")?.textContent]
    const place = places.filter(Boolean).map((text) => text.replace(/[\s:]+$/, "").trim())
    return [...list.children].map((item) => {
      const link = element("a", { href: "#content" }, place.length ? `${place.join(", ")}: ` : "", item.textContent)
      link.addEventListener("click", (event) => {
        event.preventDefault()
        const target =
          field.querySelector(".ProseMirror") ??
          field.querySelector(".select2-selection, input:not([type=hidden]), select, textarea")
        row.scrollIntoView({ block: "center" })
        target?.focus({ preventScroll: true })
      })
      return element("li", {}, link)
    })
  })
  const summary = element("div", { class: "editor-errors", tabindex: "-1", role: "group", "aria-label": "Errors" })
  note.before(summary)
  summary.append(note, element("ul", {}, ...lines))
  // The block editor first goes back to where the page was scrolled to when it was sent.
  setTimeout(() => {
    summary.focus()
    summary.scrollIntoView()
  }, 300)
}
