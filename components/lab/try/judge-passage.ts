import type { Passage } from '@/lib/domain/passage'
import type { TestJudgement } from '@/lib/domain/retrieval/test-set'

/** "This passage answers it", as a test set keeps it. */
export function judgePassage({ documentId, source, start, end, text }: Passage): TestJudgement {
  return { documentId, source, start, end, text, grade: 1 }
}
