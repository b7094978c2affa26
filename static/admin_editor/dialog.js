// One dialog over the page, as the browser makes it: focus stays inside, Escape closes it, focus returns afterwards.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "")
    else if (value !== false && value != null) made.setAttribute(name, value)
  }
  made.append(...children)
  return made
}

export const icon = (name) => element("span", { class: "material-icons", "aria-hidden": "true" }, name)

// Shows `body` in a dialog called `title`. `answer()` says what to resolve to when the form is sent, or undefined to
// keep the dialog open. Resolves to null if the person gives up.
export function ask({ title, body, submit, answer }) {
  return new Promise((resolve) => {
    const heading = element("h2", { id: "editor-dialog-title" }, title)
    const cancel = element("button", { type: "button", class: "editor-dialog-cancel" }, "Cancel")
    const form = element(
      "form",
      { method: "dialog", novalidate: true },
      heading,
      ...body,
      element(
        "div",
        { class: "editor-dialog-buttons" },
        element("button", { type: "submit", class: "editor-dialog-submit" }, submit),
        cancel,
      ),
    )
    const dialog = element("dialog", { class: "editor-dialog", "aria-labelledby": "editor-dialog-title" }, form)
    let result = null
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      event.stopPropagation()
      const given = answer()
      if (given !== undefined) {
        result = given
        dialog.close()
      }
    })
    cancel.addEventListener("click", () => dialog.close())
    // The page's own keys (save, close a menu) are not meant while the dialog is open.
    for (const type of ["keydown", "keyup"]) dialog.addEventListener(type, (event) => event.stopPropagation())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(result)
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}
