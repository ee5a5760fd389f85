import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { readUpload } from '@/lib/http/read-upload'

function uploadRequest(body: BodyInit, headers?: HeadersInit): Request {
  return new Request('http://localhost/api/documents', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
}

async function collect(request: Request, maxFiles = 10): Promise<Array<{ name: string; bytes: Buffer }>> {
  const files: Array<{ name: string; bytes: Buffer }> = []
  for await (const file of readUpload(request, { maxFiles })) files.push({ name: file.name, bytes: await buffer(file.content) })
  return files
}

describe('readUpload', () => {
  it('yields every file with its whole content, in order, with Korean names and folders', async () => {
    const form = new FormData()
    const large = Buffer.alloc(3_000_000, 'x')
    form.append('files', new Blob([large]), '자료/큰 파일.txt')
    form.append('files', new Blob(['둘째']), 'second.md')
    const files = await collect(uploadRequest(form))
    expect(files.map((file) => file.name)).toEqual(['자료/큰 파일.txt', 'second.md'])
    expect(files[0]?.bytes.equals(large)).toBe(true)
    expect(files[1]?.bytes.toString()).toBe('둘째')
  })

  it('takes the name from `paths` when it is sent before the file', async () => {
    const form = new FormData()
    form.append('paths', 'folder/a.txt')
    form.append('files', new Blob(['a']), 'a.txt')
    expect((await collect(uploadRequest(form))).map((file) => file.name)).toEqual(['folder/a.txt'])
  })

  it('refuses more files than allowed', async () => {
    const form = new FormData()
    for (let index = 0; index < 4; index++) form.append('files', new Blob(['x']), `${index}.txt`)
    await expect(collect(uploadRequest(form), 3)).rejects.toMatchObject({ code: 'too_many_files' })
  })

  it('gives every file within the limit whole, however slowly it is read, before it refuses the rest', async () => {
    const form = new FormData()
    for (let index = 0; index < 4; index++) form.append('files', new Blob([`content ${index}`]), `${index}.txt`)
    const contents: string[] = []
    const reading = (async () => {
      for await (const file of readUpload(uploadRequest(form), { maxFiles: 3 })) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        contents.push((await buffer(file.content)).toString())
      }
    })()
    await expect(reading).rejects.toMatchObject({ code: 'too_many_files' })
    expect(contents).toEqual(['content 0', 'content 1', 'content 2'])
  })

  it('refuses a body that is not multipart', async () => {
    await expect(collect(uploadRequest('{}', { 'content-type': 'application/json' }))).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it.each([
    ['no boundary', 'multipart/form-data'],
    ['another parameter that ends in boundary=', 'multipart/form-data; xboundary=b'],
    ['an empty boundary', 'multipart/form-data; boundary=""'],
    ['a boundary longer than any client makes', `multipart/form-data; boundary=${'x'.repeat(5000)}`],
  ])('refuses a body with %s', async (_, contentType) => {
    await expect(collect(uploadRequest('--b\r\n', { 'content-type': contentType }))).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('goes on with the next file when the reader of a large one stops early', async () => {
    const form = new FormData()
    form.append('files', new Blob([Buffer.alloc(5_000_000)]), 'large.bin')
    form.append('files', new Blob(['after']), 'after.txt')
    const names: string[] = []
    for await (const file of readUpload(uploadRequest(form), { maxFiles: 10 })) {
      names.push(file.name)
      for await (const _piece of file.content) break
    }
    expect(names).toEqual(['large.bin', 'after.txt'])
  })

  it('ends with an error, and does not hang, when the body breaks off in the middle of a file', async () => {
    const head = '--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf of i'
    await expect(collect(uploadRequest(head, { 'content-type': 'multipart/form-data; boundary=b' }))).rejects.toMatchObject({ code: 'invalid_request' })
    const broken = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode(head)),
      pull: (controller) => controller.error(new Error('connection lost')),
    })
    await expect(collect(uploadRequest(broken, { 'content-type': 'multipart/form-data; boundary=b' }))).rejects.toMatchObject({ code: 'invalid_request' })
  })
})
