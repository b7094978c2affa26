// The register's references and abbreviations, asked for once and again whenever a dialog opens.

const lists = new Map()

export function knownChoices(address) {
  if (!lists.has(address)) lists.set(address, freshChoices(address))
  return lists.get(address)
}

export function freshChoices(address) {
  const asked = fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } }).then(
    (response) => {
      if (!response.ok) throw new Error(`${address} answered ${response.status}`)
      return response.json()
    },
  )
  lists.set(address, asked)
  asked.catch(() => lists.delete(address))
  return asked
}
