import { connect } from 'node:net'

export interface RawAnswer {
  /** 0 when the server closed without an answer. */
  status: number
  headers: string
  body: string
}

/** Sends exactly these bytes to the app and reads until it closes: for what `fetch` refuses to send. */
export function sendRaw(url: string, bytes: string | Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const received: Buffer[] = []
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data) => received.push(data))
    // The server may close before it has read everything; what it answered until then counts.
    socket.on('error', (error: NodeJS.ErrnoException) => (['ECONNRESET', 'EPIPE'].includes(error.code ?? '') ? undefined : reject(error)))
    socket.on('close', () => resolve(parseAnswer(Buffer.concat(received).toString('utf8'))))
  })
}

function parseAnswer(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n')
  const headers = text.slice(0, end)
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(headers)?.[1] ?? 0), headers: headers.toLowerCase(), body: text.slice(end + 4) }
}

const boundary = 'docent-boundary'

/** A multipart body of files under these very names, which `FormData` would escape. */
export function multipartBody(files: Array<{ name: string; bytes: string }>): string {
  const parts = files.map(({ name, bytes }) => `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n\r\n${bytes}\r\n`)
  return `${parts.join('')}--${boundary}--\r\n`
}

/** A POST with a `Content-Length` of its own choice. */
export function postHead(url: string, path: string, contentType: string, length: number): string {
  return `POST ${path} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Type: ${contentType}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`
}

export const multipartType = `multipart/form-data; boundary=${boundary}`

export function postRaw(url: string, path: string, contentType: string, body: string): Promise<RawAnswer> {
  return sendRaw(url, postHead(url, path, contentType, Buffer.byteLength(body)) + body)
}
