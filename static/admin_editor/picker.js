// The dialog in which a reference or an abbreviation is picked from the register.

import { freshChoices } from "admin-editor/choices"
import { ask, element } from "admin-editor/dialog"

let listNumber = 0
const a = (noun) => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`)

// A list that narrows while one types. Resolves to a choice, or to null.
export async function pick({ address, title, submit, noun, chosen }) {
  const number = ++listNumber
  const search = element("input", { type: "search", id: `editor-find-${number}`, autocomplete: "off" })
  const count = element("p", { class: "editor-dialog-count", role: "status" })
  const problem = element("p", { class: "editor-dialog-problem", role: "alert" })
  const list = element("fieldset", { class: "editor-dialog-list" })
  const foot = element("p", { class: "editor-dialog-foot" })
  let choices = []

  const rows = () => [...list.querySelectorAll("label")]
  const narrow = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
    for (const row of rows()) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word))
    const shown = rows().filter((row) => !row.hidden)
    const picked = list.querySelector("input:checked")
    if (words.length && (!picked || picked.parentElement.hidden)) {
      if (picked) picked.checked = false
      if (shown.length) shown[0].querySelector("input").checked = true
    }
    count.textContent = !choices.length
      ? `There is no ${noun} in the register yet.`
      : shown.length
        ? `${shown.length} of ${choices.length} shown`
        : `No ${noun} matches “${search.value}”.`
  }
  const load = async () => {
    const picked = list.querySelector("input:checked")?.value ?? chosen
    try {
      const answer = await freshChoices(address)
      choices = answer.choices
      problem.textContent = ""
      foot.replaceChildren(
        ...(answer.add
          ? ["Not there? ", element("a", { href: answer.add, target: "_blank", rel: "noopener" }, `Add ${a(noun)}`), " (opens in a new tab)."]
          : []),
      )
    } catch {
      problem.textContent = "The list could not be loaded. Check in another tab that you are still signed in, then come back."
    }
    list.replaceChildren(
      element("legend", {}, title),
      ...choices.map(({ id, label, detail }) =>
        element(
          "label",
          {},
          element("input", { type: "radio", name: `editor-pick-${number}`, value: id, checked: String(id) === String(picked) }),
          element("span", {}, element("b", {}, label), " ", element("span", { class: "editor-dialog-detail" }, detail)),
        ),
      ),
    )
    narrow()
  }

  search.addEventListener("input", narrow)
  search.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return
    event.preventDefault()
    const first = list.querySelector("label:not([hidden]) input:checked") ?? list.querySelector("label:not([hidden]) input")
    if (first) {
      first.checked = true
      first.focus()
    }
  })
  list.addEventListener("dblclick", (event) => event.target.closest("form").requestSubmit())
  list.addEventListener("change", () => (problem.textContent = ""))
  const reload = () => load()
  window.addEventListener("focus", reload)
  load()
  const result = await ask({
    title,
    submit,
    body: [element("label", { for: search.id, class: "editor-dialog-label" }, "Find"), search, count, list, problem, foot],
    answer() {
      const picked = list.querySelector("input:checked")
      const found = picked && choices.find(({ id }) => String(id) === picked.value)
      if (found) return found
      problem.textContent = `Choose ${a(noun)} first.`
      return undefined
    },
  })
  window.removeEventListener("focus", reload)
  return result
}
