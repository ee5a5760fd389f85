/**
 * Lines that name a figure or a table: 「Figure 3: …」, 「Fig. 3. …」, 「그림 2. …」, 「<표 1> …」. A sentence that begins with such a
 * reference (「Figure 3 shows …」, 「그림 2는 …」) is none: after the number there must be a mark, and in scripts whose particles
 * stick to the number a space will do.
 */
const number = '(?:\\d{1,3}|[A-Z]|[IVX]{1,5})(?:[.-]\\d{1,3})*'
const latin = new RegExp(
  `^(?:Figure|Fig\\.?|Table|Tab\\.|Listing|Algorithm|Abbildung|Abb\\.|Tabelle|Figura|Tableau)\\s*${number}\\s*(?:[:：|–—]|\\.(?=\\s|$))`,
  'iu',
)
const asian = new RegExp(`^(?:[<\\[(〈《【]\\s*)?(?:그림|표|사진|도표|図|表|图|圖)\\s*${number}\\s*(?:[>\\])〉》】:：.|–—]|\\s\\S)`, 'u')

export function isCaption(text: string): boolean {
  return latin.test(text) || asian.test(text)
}
