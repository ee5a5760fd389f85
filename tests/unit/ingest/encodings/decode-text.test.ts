import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText, textEncoding } from '@/lib/ingest/text/decode-text'

const korean =
  '원격 근무 규정에 따르면 모든 직원은 한 주에 두 번까지 집에서 일할 수 있습니다. 다만 팀장에게 미리 알려야 하며, 회의가 있는 날에는 사무실에 나와야 합니다. 자세한 내용은 인사팀에 문의하시기 바랍니다.'
const japanese =
  'この図書館は午前九時から午後八時まで開いています。本を借りるには利用者カードが必要です。返却は二週間以内にお願いします。休館日は毎週月曜日です。'
const simplified = '图书馆的开放时间是上午九点到晚上八点。借书需要读者卡，请在两个星期之内归还。星期一不开放，节假日请看门口的通知。我们欢迎大家提出意见。'
const traditional = '圖書館的開放時間是上午九點到晚上八點。借書需要讀者證，請在兩個星期之內歸還。星期一不開放，國定假日請看門口的公告。我們歡迎大家提出意見。'
const russian = 'Библиотека открыта с девяти утра до восьми вечера. Чтобы взять книгу, нужен читательский билет. Верните книги в течение двух недель.'
const german =
  'Die Bücherei öffnet um neun Uhr. Für die Ausleihe benötigen Sie einen gültigen Ausweis; die Rückgabe ist möglich bis zum Abend, außer an Feiertagen.'

const undecodable = expect.objectContaining({ code: 'undecodable_text' })

/** Bytes of 「한글 문서」 twice over in Johab, written out by hand from the code's bit fields. */
const johab = Buffer.from([0xd0, 0x65, 0x8b, 0x69, 0x20, 0xa2, 0x85, 0xac, 0xe1])

describe('decodeText without a declaration', () => {
  it.each([
    ['cp949', korean],
    ['shift_jis', japanese],
    ['euc-jp', japanese],
    ['gb18030', simplified],
    ['big5', traditional],
    ['windows-1251', russian],
    ['koi8-r', russian],
    ['windows-1252', german],
    ['utf-16le', korean],
    ['utf-16be', german],
    ['utf-32le', japanese],
    ['utf-32be', russian],
  ])('recognises %s', (encoding, text) => {
    expect(decodeText(iconv.encode(text, encoding))).toBe(text)
  })

  it('recognises Korean that needs CP949 beyond EUC-KR', () => {
    const text = `${korean} 펲시맨과 똠양꿍도 있습니다.`
    expect(decodeText(iconv.encode(text, 'cp949'))).toBe(text)
  })

  it('reads ISO-2022-KR and ISO-2022-JP', () => {
    expect(decodeText(Buffer.from('\u001b$)C\u000eGQ1[\u000f abc\n', 'latin1'))).toBe('한글 abc\n')
    expect(decodeText(Buffer.from('\u001b$BF|K\\\u001b(B abc', 'latin1'))).toBe('日本 abc')
  })

  it('refuses what is too short to be sure of, or no text of any encoding', () => {
    expect(() => decodeText(Buffer.from([0xb0, 0xa1]))).toThrowError(undecodable)
    expect(() => decodeText(Buffer.from([0x61, 0xff, 0x81, 0xfe, 0x80, 0xff]))).toThrowError(undecodable)
    expect(() => decodeText(Buffer.concat([iconv.encode(korean, 'cp949'), Buffer.from([0xff, 0xff])]))).toThrowError(undecodable)
    expect(() => decodeText(Buffer.from('Text ~{<:Ky2;6#~} in HZ'))).toThrowError(undecodable)
  })
})

describe('decodeText with a declaration', () => {
  it('reads Johab, syllable by syllable', () => {
    expect(decodeText(johab, 'johab')).toBe('한글 문서')
  })

  it('believes the bytes against a page that says iso-8859-1', () => {
    const page = Buffer.concat([Buffer.from('<meta charset="iso-8859-1"><p>'), iconv.encode(korean, 'euc-kr')])
    expect(decodeText(page)).toContain('원격 근무 규정')
  })

  it('finds the declaration of XML and knows its many names', () => {
    const feed = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="ks_c_5601-1987"?><title>'), iconv.encode('한글', 'euc-kr'), Buffer.from('</title>')])
    expect(textEncoding(feed)).toBe('euc-kr')
  })
})
