/**
 * English words that carry no subject. Deliberately short: Qdrant's idf already makes common words weigh little, and a
 * long list loses real searches ("The Who", "vitamin A", "IT").
 */
export const englishStopWords: ReadonlySet<string> = new Set(
  (
    'a an and are as at be but by for if in into is it its no not of on or such that the their then there these they this to was will with ' +
    'what which who whom whose when where why how do does did has have had been from were can could would should'
  ).split(' '),
)
