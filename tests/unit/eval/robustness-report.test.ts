import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listFiles, type RobustFile } from '@/eval/robust/list-files'
import { formatRobustness, type RobustnessInput, reportRobustness } from '@/eval/robust/robustness-report'
import type { AppDocument } from '@/eval/running-app/app-client'

function file(name: string, knownOutcome: string | null = null): RobustFile {
  return { path: name, name, knownOutcome }
}

function document(id: string, status: AppDocument['status'], errorCode: string | null = null): AppDocument {
  return { id, source: id, status, error_code: errorCode, page_count: null, chunk_count: 0 }
}

const [good, locked, refused] = [file('good.pdf', 'OK'), file('locked.pdf', 'PasswordException'), file('noise.bin')]

const sound: RobustnessInput = {
  files: [good, locked, refused],
  uploaded: {
    byDocument: new Map([
      ['a', good],
      ['b', locked],
    ]),
    rejected: [{ file: refused, code: 'unsupported_type' }],
  },
  documents: [document('a', 'ready'), document('b', 'failed', 'password_required')],
  slowest: [{ id: 'a', seconds: 2 }],
  hung: [],
  seconds: 10,
  watch: { processes: { parser: { peakBytes: 300 * 1_048_576, count: 2 } }, peakTotalBytes: 1, healthChecks: 5, unhealthy: [], deaths: [] },
}

describe('the report on awkward files', () => {
  it('counts what became of them and misses no bar when all ended clearly', () => {
    const report = reportRobustness(sound)
    expect(report).toMatchObject({ ready: 1, failed: { password_required: 1 }, rejected: { unsupported_type: 1 }, unfinished: [], openable: 1, missedBars: [] })
    expect(report.slowest).toEqual([{ file: 'good.pdf', seconds: 2, outcome: 'ready' }])
    expect(formatRobustness(report)).toContain('Every bar is met.')
    expect(formatRobustness(report)).toContain('| parser | 2 | 300 |')
  })

  it.each<[string, Partial<RobustnessInput>, string]>([
    ['a file that pdfjs opens is not ready', { documents: [document('a', 'failed', 'damaged_file'), document('b', 'ready')] }, '1 files that pdfjs opens'],
    ['a document is never finished', { documents: [document('a', 'ready'), document('b', 'processing')] }, '1 files ended in no clear state'],
    ['a document is gone', { documents: [document('a', 'ready')] }, '1 files ended in no clear state'],
    ['a failure has no code', { documents: [document('a', 'ready'), document('b', 'failed')] }, '1 files failed without a reason'],
    ['a document hangs', { hung: ['b'] }, '1 files hung'],
    ['a process of the app ended', { watch: { ...sound.watch, deaths: ['qdrant (process 7)'] } }, 'processes of the app ended: qdrant (process 7)'],
    ['the app was not healthy', { watch: { ...sound.watch, unhealthy: ['unavailable: qdrant'] } }, '1 of 5 health checks'],
  ])('notices when %s', (_, change, missed) => {
    expect(reportRobustness({ ...sound, ...change }).missedBars.join()).toContain(missed)
  })
})

describe('the files to upload', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'docent-sets-'))
    await mkdir(path.join(folder, 'robust_pdf', 'one'), { recursive: true })
    await mkdir(path.join(folder, 'office_real'))
    await writeFile(path.join(folder, 'robust_pdf', 'PDFJS4_OUTCOME.tsv'), 'file\tpdfjs_result\tpages\none/a.pdf\tOK\t1\none/b.pdf\tInvalidPDFException\t0\n')
    for (const name of ['robust_pdf/MANIFEST.tsv', 'robust_pdf/one/a.pdf', 'robust_pdf/one/b.pdf', 'robust_pdf/one/NOTE.md', 'office_real/c.docx'])
      await writeFile(path.join(folder, name), name)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('are those of the sets, with what is known of them, without the lists about them', async () => {
    const files = (await listFiles(folder, null)).map(({ name, knownOutcome }) => [name, knownOutcome])
    expect(files).toEqual([
      ['robust_pdf/one/NOTE.md', null],
      ['robust_pdf/one/a.pdf', 'OK'],
      ['robust_pdf/one/b.pdf', 'InvalidPDFException'],
      ['office_real/c.docx', null],
    ])
    expect((await listFiles(folder, 'office_real')).map(({ name }) => name)).toEqual(['office_real/c.docx'])
  })

  it('are all of any other folder', async () => {
    const files = await listFiles(path.join(folder, 'robust_pdf'), null)
    expect(files.map(({ name, knownOutcome }) => [name, knownOutcome])).toContainEqual(['files/one/a.pdf', 'OK'])
    expect(await listFiles(path.join(folder, 'nowhere'), null)).toEqual([])
  })
})
