import { featureNames, measureFeatures } from '@/lib/answer/evidence/evidence-features'
import { sentencesToCompare } from '@/lib/answer/evidence/sentences-to-compare'
import { scoreUnits } from '@/lib/answer/quotes/score-units'
import { extractTerms } from '@/lib/search/extract-terms'
import type { DataSet, EvaluationQuery } from '../data-set'
import type { EvaluatedCorpus } from '../evaluation-rig'
import { otherArticles } from '../measure-abstention'
import type { Observation } from './observation'

/** The app's default for `top_k`, of a search as deep as in `measure-answers.ts`. */
const topK = 8
const searchDepth = 60
/** Questions asked at once. */
const lanes = 4

/** Each question within its own ten passages. */
export function observePools(set: DataSet, corpus: EvaluatedCorpus): Promise<Observation[]> {
  return observeEach(set.queries, async (query) => {
    const features = await featuresFor(query, corpus, query.pool)
    return [{ set: 'nomiracl', group: query.id, isAnswerable: query.answerable === true, features }]
  })
}

/** Each question on the whole corpus, and on the corpus without the article it was asked about. */
export function observeWithoutArticle(set: DataSet, corpus: EvaluatedCorpus): Promise<Observation[]> {
  const articles = new Map(set.documents.map(({ id, title }) => [id, title]))
  return observeEach(set.queries, async (query) => {
    const [gold] = [...(set.relevance.get(query.id)?.keys() ?? [])]
    const shared = { set: 'xquad' as const, group: articles.get(gold ?? '') ?? query.id }
    return [
      { ...shared, isAnswerable: true, features: await featuresFor(query, corpus) },
      { ...shared, isAnswerable: false, features: await featuresFor(query, corpus, otherArticles(set, query.id)) },
    ]
  })
}

/** In the order of the questions. Those for which nothing was found are left out: they are refused without a model. */
async function observeEach(
  queries: EvaluationQuery[],
  observe: (query: EvaluationQuery) => Promise<Array<Omit<Observation, 'features'> & { features: number[] | null }>>,
) {
  const found: Observation[][] = []
  let next = 0
  const lane = async () => {
    for (let index = next++; index < queries.length; index = next++) {
      const query = queries[index]
      const observed = query === undefined ? [] : await observe(query)
      found[index] = observed.flatMap(({ features, ...rest }) => (features === null ? [] : [{ ...rest, features }]))
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return found.flat()
}

async function featuresFor({ text: question }: EvaluationQuery, corpus: EvaluatedCorpus, documentIds?: string[]): Promise<number[] | null> {
  const passages = (await corpus.search(question, searchDepth, documentIds)).slice(0, topK)
  const sentences = sentencesToCompare(scoreUnits(question, passages, extractTerms))
  const compared = await corpus.meaning.compare(
    question,
    sentences.map(({ text }) => text),
  )
  if (sentences.length === 0 || compared === null) return null
  const features = measureFeatures({ question, passages, sentences, cosines: compared.cosines, extractTerms })
  return featureNames.map((name) => features[name])
}
