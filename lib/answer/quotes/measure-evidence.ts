import type { Passage } from '@/lib/domain/passage'
import { contextOf, type ExtractTerms, type ScoredUnit } from './score-units'
import { shareCovered, subjectTerms, wholeTextOf } from './share-covered'

/*
 * How far the documents speak of what is asked, 0 to 1: the share of the question's terms in the passage that holds most
 * of them, and in the sentence (with its headings) that holds most of them, averaged. Every term counts the same: rarity
 * among the retrieved passages told answerable from not less well, and search scores cannot be compared between questions.
 *
 * It recognises questions about something else. It cannot tell a passage on the right subject that lacks the answer
 * (NoMIRACL, where all ten passages are on the subject: area under the curve .51, lexical search in memory); only a language model can.
 */
export function measureEvidence(question: string, passages: Passage[], scored: ScoredUnit[], extractTerms: ExtractTerms): number {
  const terms = subjectTerms(question, extractTerms)
  if (terms.length === 0 || passages.length === 0) return 0
  const inPassage = passages.map((passage) => shareCovered(terms, wholeTextOf(passage), extractTerms))
  const inUnit = scored.map((one) => shareCovered(terms, `${contextOf(one)}\n${one.passage.text.slice(one.unit.start, one.unit.end)}`, extractTerms))
  return (Math.max(0, ...inPassage) + Math.max(0, ...inUnit)) / 2
}
