import type { NewTestQuestion } from '@/lib/domain/ports/stores/test-set-store'
import type { TestJudgement } from '@/lib/domain/retrieval/test-set'
import type { Prisma } from '../generated/client'

type Transaction = Prisma.TransactionClient

/** SQLite takes a limited number of values in one statement. */
const rowsPerStatement = 500

/**
 * Writes questions with their judgements into a set. One whose external id is there already keeps its row, and so its results in
 * earlier runs; its text and judgements become the new ones. Of several in `questions` with one external id the last counts.
 */
export async function writeQuestions(transaction: Transaction, testSetId: string, questions: NewTestQuestion[]): Promise<number> {
  const wanted = lastOfEachId(questions)
  const known = await findKnown(transaction, testSetId, wanted)
  const judged: Array<{ questionId: string; judgements: TestJudgement[] }> = []
  const fresh: NewTestQuestion[] = []
  for (const question of wanted) {
    const questionId = question.externalId === null ? undefined : known.get(question.externalId)
    if (questionId === undefined) {
      fresh.push(question)
      continue
    }
    await transaction.testQuestion.update({ where: { id: questionId }, data: { text: question.text, origin: question.origin } })
    judged.push({ questionId, judgements: question.judgements })
  }
  for (const part of inParts(judged)) await transaction.testJudgement.deleteMany({ where: { questionId: { in: part.map(({ questionId }) => questionId) } } })
  judged.push(...(await createQuestions(transaction, testSetId, fresh)))
  await createJudgements(transaction, judged)
  return wanted.length
}

export async function createJudgements(transaction: Transaction, judged: Array<{ questionId: string; judgements: TestJudgement[] }>): Promise<void> {
  const rows = judged.flatMap(({ questionId, judgements }) => judgements.map((judgement) => ({ questionId, ...judgement })))
  for (const data of inParts(rows)) await transaction.testJudgement.createMany({ data })
}

async function createQuestions(transaction: Transaction, testSetId: string, questions: NewTestQuestion[]) {
  const judged: Array<{ questionId: string; judgements: TestJudgement[] }> = []
  for (const part of inParts(questions)) {
    const data = part.map(({ externalId, text, origin }) => ({ testSetId, externalId, text, origin }))
    const rows = await transaction.testQuestion.createManyAndReturn({ data, select: { id: true } })
    // The ids count up within one statement, in the order of its rows; the order in which rows come back is not promised.
    const ids = rows.map(({ id }) => id).sort()
    judged.push(...part.map(({ judgements }, index) => ({ questionId: ids[index] ?? '', judgements })))
  }
  return judged
}

async function findKnown(transaction: Transaction, testSetId: string, questions: NewTestQuestion[]): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  const externalIds = questions.flatMap(({ externalId }) => externalId ?? [])
  for (const part of inParts(externalIds)) {
    const rows = await transaction.testQuestion.findMany({ where: { testSetId, externalId: { in: part } }, select: { id: true, externalId: true } })
    for (const { id, externalId } of rows) if (externalId !== null) known.set(externalId, id)
  }
  return known
}

function lastOfEachId(questions: NewTestQuestion[]): NewTestQuestion[] {
  const last = new Map(questions.map((question) => [question.externalId ?? question, question]))
  return [...last.values()]
}

function inParts<Row>(rows: Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsPerStatement) }, (_, part) => rows.slice(part * rowsPerStatement, (part + 1) * rowsPerStatement))
}
