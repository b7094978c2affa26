// The block editor for the keyboard and for screen readers.
//
// The library draws the "+" between blocks, the menu of kinds and the region tabs with elements that take no focus,
// moves blocks by dragging only, and leaves them in the document by kind, not in reading order. This script gives them
// roles, names and keys, adds buttons to move and fold a block, keeps the document in reading order, puts the focus
// where the work goes on, and says aloud what happened.

import { dressFoldAll, dressTabs, nameAutocompletes } from "admin-editor/block_frame"
import { dressMenu, dressPlus } from "admin-editor/block_menu"
import { element, icon } from "admin-editor/dialog"
import { summariseErrors } from "admin-editor/summary"

const BLOCK = ".order-machine > .inline-related:not(.empty-form)"
const PLUS = ".order-machine-insert-target"

let machine, live

function start() {
  if (machine) return
  machine = document.querySelector(".order-machine")
  if (!machine) return
  live = element("div", { class: "editor-live", role: "status", "aria-live": "polite" })
  document.body.append(live)

  dressMenu(machine)
  dressTabs(machine, rename)
  dressFoldAll()
  nameAutocompletes()
  for (const block of document.querySelectorAll(BLOCK)) dressBlock(block)
  for (const hidden of document.querySelectorAll(".order-machine .material-icons, .plugin-buttons .material-icons")) {
    hidden.setAttribute("aria-hidden", "true")
  }
  arrange()
  summariseErrors()

  document.addEventListener("formset:added", ({ target }) => added(target))
  document.addEventListener("formset:removed", () => setTimeout(arrange))
  document.addEventListener("dragend", () => setTimeout(arrange))
  machine.addEventListener("change", (event) => {
    if (event.target.matches(".inline_move_to_region")) setTimeout(arrange)
    if (event.target.matches(".delete input")) marked(event.target)
  })
  // Django renumbers the forms of a kind in document order when one is removed: give it the order it expects.
  machine.addEventListener("click", (event) => event.target.closest(".inline-deletelink") && removing(event.target), true)
  new MutationObserver(refresh).observe(machine, { subtree: true, attributes: true, attributeFilter: ["class"] })
  guardUnsavedWork(machine.closest("form"))
}

// --- Names and order -------------------------------------------------------------------------------------------

const orderOf = (block) => Number(block.style.order)
const isShown = (block) => !block.classList.contains("content-editor-invisible")
const blocks = () => [...document.querySelectorAll(BLOCK)].sort((a, b) => orderOf(a) - orderOf(b))
const shownBlocks = () => blocks().filter(isShown)
const prefixOf = (block) => block.id.replace(/-\d+$/, "")
const kindOf = (block) => window.ContentEditor.pluginsByPrefix[prefixOf(block)]?.title ?? "Block"

// Focus is lost by an element that moves in the document; what has it is put back.
function arrange() {
  const focused = document.activeElement
  // The library gives every block one more "+" whenever one goes to another region.
  for (const extra of machine.querySelectorAll(`:scope > .inline-related > ${PLUS} ~ ${PLUS}`)) extra.remove()
  let before = null
  for (const block of blocks().reverse()) {
    if (block.nextElementSibling !== before && !(before === null && isLastBlock(block))) {
      machine.insertBefore(block, before ?? firstAfterBlocks())
    }
    before = block
  }
  if (focused && focused !== document.activeElement && machine.contains(focused)) focused.focus({ preventScroll: true })
  rename()
}

const firstAfterBlocks = () => machine.querySelector(":scope > .inline-related.empty-form, :scope > .machine-message")
const isLastBlock = (block) => block.nextElementSibling === firstAfterBlocks()

function rename() {
  const shown = shownBlocks()
  shown.forEach((block, index) => {
    const name = `${kindOf(block)}, block ${index + 1} of ${shown.length}`
    block.setAttribute("role", "group")
    block.setAttribute("aria-label", name)
    const last = index === shown.length - 1
    const label = (selector, text) => block.querySelector(selector)?.setAttribute("aria-label", text)
    label(PLUS, `Add a block before ${kindOf(block)}, block ${index + 1}`)
    label(".editor-move-up", `Move up: ${name}`)
    label(".editor-move-down", `Move down: ${name}`)
    label(".inline-deletelink", `Remove: ${name}`)
    label(".delete input", `Delete: ${name}`)
    label(".inline_move_to_region", `Region of ${name}`)
    block.querySelector(".editor-move-up")?.setAttribute("aria-disabled", String(index === 0))
    block.querySelector(".editor-move-down")?.setAttribute("aria-disabled", String(last))
  })
  refresh()
}

function refresh() {
  for (const block of blocks()) {
    const fold = block.querySelector(".editor-fold")
    if (!fold) continue
    const folded = block.classList.contains("collapsed")
    const name = block.getAttribute("aria-label") ?? ""
    const wanted = String(!folded)
    if (fold.getAttribute("aria-expanded") === wanted && fold.dataset.name === name) continue
    fold.setAttribute("aria-expanded", wanted)
    fold.dataset.name = name
    fold.setAttribute("aria-label", `${folded ? "Unfold" : "Fold"}: ${name}`)
    fold.title = folded ? "Unfold this block" : "Fold this block"
    fold.replaceChildren(icon(folded ? "unfold_more" : "unfold_less"))
  }
  for (const plus of document.querySelectorAll(PLUS)) {
    const open = plus.classList.contains("selected")
    if (plus.getAttribute("aria-expanded") !== String(open)) plus.setAttribute("aria-expanded", String(open))
  }
}

// --- Blocks ----------------------------------------------------------------------------------------------------

function dressBlock(block) {
  if (block.querySelector(":scope > .editor-tools")) return
  const heading = block.querySelector(":scope > h3")
  const plus = block.querySelector(`:scope > ${PLUS}`)
  dressPlus(plus)
  block.prepend(plus)
  if (window.ContentEditor.allowChange) {
    const tool = (name, symbol, title, act) => {
      const button = element("button", { type: "button", class: `editor-tool ${name}`, title }, icon(symbol))
      button.addEventListener("click", () => act(block, button))
      return button
    }
    heading.after(
      element(
        "div",
        { class: "editor-tools" },
        tool("editor-move-up", "arrow_upward", "Move this block up", (moved, button) => move(moved, -1, button)),
        tool("editor-move-down", "arrow_downward", "Move this block down", (moved, button) => move(moved, 1, button)),
        tool("editor-fold", "unfold_less", "Fold this block", (folded) => folded.querySelector(":scope > h3 b").click()),
      ),
    )
  }
}

function move(block, by, button) {
  const shown = shownBlocks()
  const from = shown.indexOf(block)
  const to = from + by
  if (to < 0 || to >= shown.length) {
    say(`${kindOf(block)} is ${by < 0 ? "the first" : "the last"} block already.`)
    return
  }
  shown.splice(to, 0, ...shown.splice(from, 1))
  shown.forEach((each, index) => {
    const order = 10 * (index + 1)
    each.style.order = order
    each.querySelector(".order-machine-ordering").value = order
  })
  arrange()
  button.focus()
  block.scrollIntoView({ block: "nearest" })
  say(`${kindOf(block)} moved to place ${to + 1} of ${shown.length}.`)
}

function added(block) {
  if (!block.matches(BLOCK)) return
  dressBlock(block)
  arrange()
  const shown = shownBlocks()
  say(`${kindOf(block)} added as block ${shown.indexOf(block) + 1} of ${shown.length}.`)
  focusFirstField(block)
}

function focusFirstField(block) {
  const field = [...block.querySelectorAll("fieldset input, fieldset select, fieldset textarea")].find(
    (found) => found.type !== "hidden",
  )
  if (!field) return
  const editor = () => field.closest(".prose-editor")?.querySelector(".ProseMirror")
  const isRich = field.matches("[data-django-prose-editor-configurable]")
  block.scrollIntoView({ block: "nearest" })
  if (!isRich) field.focus()
  else if (editor()) editor().focus()
  else field.addEventListener("prose-editor:ready", () => setTimeout(() => editor().focus()), { once: true })
}

function removing(link) {
  const block = link.closest(".inline-related")
  const shown = shownBlocks()
  const index = shown.indexOf(block)
  const numberOf = (each) => Number(each.id.slice(prefixOf(each).length + 1))
  const siblings = blocks().filter((each) => prefixOf(each) === prefixOf(block))
  for (const each of siblings.sort((a, b) => numberOf(a) - numberOf(b))) machine.insertBefore(each, firstAfterBlocks())
  const next = shown[index + 1] ?? shown[index - 1]
  say(`${kindOf(block)} removed.`)
  setTimeout(() => (next?.querySelector(PLUS) ?? machine.querySelector(`${PLUS}.last`)).focus())
}

function marked(box) {
  const block = box.closest(".inline-related")
  box.focus() // the library takes the focus away
  setTimeout(() => box.focus())
  say(`${kindOf(block)} ${box.checked ? "will be deleted when you save." : "will be kept."}`)
}

// --- What is said, and what is not to be lost ------------------------------------------------------------------

function guardUnsavedWork(form) {
  let isUnsaved = Boolean(document.querySelector(".errornote"))
  const changed = () => (isUnsaved = true)
  for (const type of ["input", "change", "formset:added", "formset:removed"]) document.addEventListener(type, changed)
  form.addEventListener("submit", () => (isUnsaved = false))
  window.addEventListener("beforeunload", (event) => isUnsaved && event.preventDefault())
}

function say(text) {
  live.textContent = ""
  setTimeout(() => (live.textContent = text), 50)
}

if (window.ContentEditor?.currentRegion) start()
document.addEventListener("content-editor:ready", start)
