// Around the blocks: the tabs of regions, the button that folds all, and the names of Django's fields with search.

import { element, icon } from "admin-editor/dialog"

// `changed` is called when another region is shown.
export function dressTabs(machine, changed) {
  const bar = document.querySelector(".tabs.regions")
  const tabs = [...bar.querySelectorAll("h2.tab")]
  if (tabs.length < 2) {
    for (const tab of tabs) tab.classList.add("editor-only-tab")
    return
  }
  const list = element("div", { role: "tablist", "aria-label": "Regions of the page", class: "tabs" })
  tabs[0].before(list)
  list.append(...tabs)
  machine.id ||= "editor-blocks"
  const refreshTabs = () => {
    for (const tab of tabs) {
      const isOn = tab.classList.contains("active")
      tab.setAttribute("role", "tab")
      tab.setAttribute("aria-selected", String(isOn))
      tab.setAttribute("aria-controls", machine.id)
      tab.tabIndex = isOn ? 0 : -1
    }
    setTimeout(changed)
  }
  new MutationObserver(refreshTabs).observe(list, { subtree: true, attributes: true, attributeFilter: ["class"] })
  refreshTabs()
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(event.target)
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (at < 0 || !by) return
    event.preventDefault()
    const next = tabs[(at + by + tabs.length) % tabs.length]
    next.click()
    next.focus()
  })
}

export function dressFoldAll() {
  const box = document.querySelector(".collapse-items input")
  if (!box) return
  const button = element("button", { type: "button", class: "editor-fold-all" })
  const name = () => button.replaceChildren(icon(box.checked ? "unfold_more" : "unfold_less"), box.checked ? "Unfold all" : "Fold all")
  button.addEventListener("click", () => box.click())
  box.addEventListener("change", name)
  box.closest("label").hidden = true
  box.closest("label").before(button)
  name()
}

// Django's fields with search lose the name of their label while they are empty.
export function nameAutocompletes() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const name = select.labels[0]?.textContent.replace(/[\s:]+$/, "").trim()
    const made = select.nextElementSibling
    if (!name || !made?.matches(".select2")) continue
    for (const part of made.querySelectorAll("[role=combobox], [role=textbox], input, textarea")) {
      part.setAttribute("aria-label", name)
      if (!part.textContent.trim()) part.removeAttribute("aria-labelledby")
    }
  }
}
