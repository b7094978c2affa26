// The "+" between blocks and the menu of kinds: roles, names and keys for both.

const PLUS = ".order-machine-insert-target"
let menu, plusInUse

export function dressMenu(machine) {
  menu = document.querySelector(".plugin-buttons")
  const last = machine.querySelector(`${PLUS}.last`)
  dressPlus(last)
  last.setAttribute("aria-label", "Add a block at the end")
  machine.append(last)
  machine.addEventListener("keydown", plusKeys)
  menu.setAttribute("role", "menu")
  menu.setAttribute("aria-label", "Kind of block to add")
  for (const item of menu.querySelectorAll(".plugin-button")) {
    item.setAttribute("role", "menuitem")
    item.setAttribute("tabindex", "-1")
    item.removeAttribute("title")
  }
  menu.addEventListener("keydown", menuKeys)
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget) && !relatedTarget.matches(PLUS)) closeMenu()
  })
  menu.parentElement.addEventListener("click", plusClicked)
}

export function dressPlus(plus) {
  plus.setAttribute("role", "button")
  plus.setAttribute("tabindex", "0")
  plus.setAttribute("aria-haspopup", "menu")
  plus.setAttribute("aria-expanded", "false")
}

const items = () => [...menu.querySelectorAll(".plugin-button:not(.content-editor-hide)")]
const isMenuOpen = () => menu.parentElement.classList.contains("plugin-buttons-visible")

function plusKeys(event) {
  if (!event.target.matches(PLUS) || !["Enter", " ", "ArrowDown"].includes(event.key)) return
  event.preventDefault()
  if (event.key === "ArrowDown" && isMenuOpen()) items()[0]?.focus()
  else event.target.click()
}

function plusClicked(event) {
  const plus = event.target.closest(PLUS)
  if (!plus) return
  plusInUse = plus
  // The library answers at the document, after this.
  setTimeout(() => {
    if (!isMenuOpen()) return
    menu.scrollIntoView({ block: "nearest" })
    items()[0]?.focus()
  })
}

function closeMenu() {
  if (!isMenuOpen()) return
  menu.parentElement.classList.remove("plugin-buttons-visible")
  for (const plus of document.querySelectorAll(`${PLUS}.selected`)) plus.classList.remove("selected")
}

function menuKeys(event) {
  const all = items()
  const at = all.indexOf(document.activeElement)
  const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[
    event.key
  ]
  if (to !== undefined) {
    event.preventDefault()
    all[to].focus()
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault()
    all[at]?.click()
  } else if (event.key === "Escape") {
    event.preventDefault()
    closeMenu()
    plusInUse?.focus()
  } else if (event.key === "Tab") {
    closeMenu()
    plusInUse?.focus()
  } else if (event.key.length === 1) {
    const named = [...all.slice(at + 1), ...all].find((item) =>
      item.querySelector(".plugin-button-title").textContent.toLowerCase().startsWith(event.key.toLowerCase()),
    )
    named?.focus()
  }
}
