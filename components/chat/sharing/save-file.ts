/** Has the browser save what a path of Docent's own answers with: its Content-Disposition names the file. */
export function saveFile(path: string): void {
  const link = document.createElement('a')
  link.href = path
  link.download = ''
  link.click()
}

/** `messageId`: only this answer with its question. */
export function exportPath(conversationId: string, format: 'markdown' | 'json', messageId?: string): string {
  const parameters = new URLSearchParams({ format, ...(messageId === undefined ? {} : { message_id: messageId }) })
  return `/api/conversations/${encodeURIComponent(conversationId)}/export?${parameters}`
}
