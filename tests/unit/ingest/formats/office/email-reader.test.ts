import { describe, expect, it } from 'vitest'
import { readEmail } from '@/lib/ingest/formats/email/email-reader'
import { isEmail } from '@/lib/ingest/formats/email/is-email'
import { listBlocks } from '../../support/block-list'

const header =
  'From: =?UTF-8?B?6rmA7IiY67mI?= <kim@a.example>\r\nTo: "Lee" <lee@a.example>, park@a.example\r\nSubject: =?EUC-KR?B?yLjAxyC+yLO7?=\r\nDate: Tue, 4 Mar 2025 09:00:00 +0900\r\nMIME-Version: 1.0\r\n'

describe('readEmail', () => {
  it('reads subject, people, date, the HTML body and the names of attachments', async () => {
    const document = await readEmail(
      Buffer.from(
        `${header}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain\r\n\r\nplain twin\r\n--c\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<h1>Agenda</h1><ul><li>Budget</li></ul>\r\n--c--\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="plan.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--b--\r\n`,
      ),
    )
    expect(listBlocks(document)).toEqual([
      'h1: 회의 안내',
      'paragraph: From: 김수빈 <kim@a.example>\nTo: Lee <lee@a.example>, park@a.example\nDate: Tue, 4 Mar 2025 09:00:00 +0900',
      'h2: Agenda',
      'list-item: Budget',
      'paragraph: Attachments: plan.pdf',
    ])
    expect(document.title).toBe('회의 안내')
  })

  it('decodes the declared charset and refuses bytes that are not of it', async () => {
    const message = (charset: string) =>
      Buffer.concat([
        Buffer.from(`${header}Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`),
        Buffer.from([0xc7, 0xd1, 0xb1, 0xdb]),
      ])
    expect((await readEmail(message('euc-kr'))).text).toContain('한글')
    await expect(readEmail(message('utf-8'))).rejects.toMatchObject({ code: 'undecodable_text' })
  })
})

describe('isEmail', () => {
  it.each([
    [header, 'x', true],
    ['Received: from a\n\tby b\nSubject: x\n\nbody', 'x', true],
    ['From: a\nSubject: x\n\nbody', 'note.txt', false],
    ['From: a\nSubject: x\n\nbody', 'note.eml', true],
    ['Dear all,\nSubject: x\nMIME-Version: 1.0\n', 'x', false],
    ['key: value\nother: value\n\n', 'x', false],
    ['', 'x.eml', false],
  ])('%j named %s: %s', (head, source, expected) => expect(isEmail(head, source)).toBe(expected))
})
