export interface Observation {
  set: 'nomiracl' | 'xquad'
  /** What is never split between learning and judging: a question's id, or the article it is about. */
  group: string
  isAnswerable: boolean
  /** In the order of `featureNames`. */
  features: number[]
}
