// Whoever types is not idle: the server hears of it now and then, and their session goes on.
{
  const EVERY_MS = 4 * 60 * 1000
  const address = document.currentScript.dataset.here
  let told = Date.now()

  const tell = () => {
    if (Date.now() - told < EVERY_MS) return
    told = Date.now()
    fetch(address).catch(() => {})
  }
  for (const kind of ["input", "keydown", "pointerdown"]) addEventListener(kind, tell, { capture: true, passive: true })
}
