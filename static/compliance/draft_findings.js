// What preflight finds in the saved Draft: fetched once the form is there, told at the top, and again beside each
// block or field that is concerned. Without this script the link in its place leads to the same list.

const section = document.querySelector(".draft-findings")
if (section) tell(section)

async function tell(section) {
  const told = section.querySelector(".draft-findings__told")
  const link = told.firstElementChild
  told.replaceChildren(Object.assign(document.createElement("p"), { textContent: "Checking the saved Draft…" }))
  try {
    const response = await fetch(section.dataset.address)
    if (!response.ok) throw new Error(response.status)
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    const list = page.querySelector("#draft-findings-told")
    list.removeAttribute("id")
    const findings = [...list.querySelectorAll(".finding")]
    told.replaceChildren(...list.children)
    for (const finding of findings) place(finding)
    fold(told, findings)
  } catch {
    told.replaceChildren(link)
  }
}

// A copy beside what it is about; the one at the top leads there.
function place(finding) {
  const home = homeOf(finding.dataset.anchor)
  if (!home) return
  const copy = finding.cloneNode(true)
  copy.classList.add("finding--placed")
  copy.querySelector(".finding__block")?.remove()
  const last = [...home.querySelectorAll(":scope > .finding--placed")].at(-1)
  if (last) last.after(copy)
  else home.prepend(copy)
  const name = finding.querySelector(".finding__block")
  if (!name) return
  const way = Object.assign(document.createElement("button"), { type: "button", className: "finding__way" })
  way.textContent = name.textContent
  way.addEventListener("click", () => {
    home.closest(".inline-related")?.classList.remove("collapsed")
    copy.tabIndex = -1
    copy.scrollIntoView({ block: "center" })
    copy.focus({ preventScroll: true })
  })
  name.replaceChildren(way)
}

// "link-card-7" is the block of that kind with the id 7; "common-reactions" is a field.
function homeOf(anchor) {
  if (!anchor) return null
  const [, kind, pk] = anchor.match(/^(.+)-(\d+)$/) ?? []
  if (pk) {
    const prefix = `${kind.replaceAll("-", "")}block`
    const inputs = document.querySelectorAll(`.inline-related input[name$="-id"][value="${pk}"]`)
    const id = [...inputs].find((input) => input.name.includes(prefix))
    return id?.closest(".inline-related")?.querySelector("fieldset") ?? null
  }
  return document.querySelector(`.form-row.field-${CSS.escape(anchor.replaceAll("-", "_"))}`)
}

// Many notes would push the form out of sight.
function fold(told, findings) {
  if (findings.length < 4) return
  const details = document.createElement("details")
  const summary = Object.assign(document.createElement("summary"), { textContent: `All ${findings.length} findings` })
  details.append(summary, ...findings)
  told.append(details)
}
