/**
 * Puts text on the clipboard. The clipboard interface exists only on secure origins; on a plain http address in a
 * home network a selected, hidden field still works.
 *
 * @throws Error when the browser refuses both ways.
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  field.setAttribute('readonly', '')
  field.className = 'fixed -top-full'
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (!isCopied) throw new Error('The browser refused to copy')
}
