import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AppClient } from '../running-app/app-client'
import type { RobustFile } from './list-files'

const filesPerRequest = 20
/** Uploading waits while more than so many documents do, so that neither the disk nor the queue fills up. */
const mostWaiting = 200
const waitMilliseconds = 500

export interface Uploaded {
  /** Which file a document came from. */
  byDocument: Map<string, RobustFile>
  rejected: Array<{ file: RobustFile; code: string }>
}

/** Uploads every file under a name of its own. A file whose upload cannot be explained is rejected with the code `lost`. */
export async function uploadFiles(client: AppClient, files: RobustFile[], onProgress: (done: number) => void): Promise<Uploaded> {
  const uploaded: Uploaded = { byDocument: new Map(), rejected: [] }
  for (let start = 0; start < files.length; start += filesPerRequest) {
    await waitForRoom(client)
    const batch = new Map(files.slice(start, start + filesPerRequest).map((file, index) => [labelOf(start + index), file]))
    await uploadBatch(client, batch, uploaded)
    onProgress(Math.min(files.length, start + filesPerRequest))
  }
  return uploaded
}

/** A folder of its own for each file: the app tidies names, and two may then be one. */
function labelOf(index: number): string {
  return `file-${String(index).padStart(5, '0')}`
}

async function uploadBatch(client: AppClient, batch: Map<string, RobustFile>, uploaded: Uploaded): Promise<void> {
  const parts = await Promise.all([...batch].map(async ([label, { path, name }]) => ({ name: `${label}/${name}`, bytes: await readFile(path) })))
  const answer = await client.upload(parts)
  const left = new Map(batch)
  const take = (source: string) => {
    const label = source.split('/')[0] ?? ''
    const file = left.get(label)
    left.delete(label)
    return file
  }
  if ('refused' in answer) for (const file of left.values()) uploaded.rejected.push({ file, code: answer.refused })
  if ('refused' in answer) return
  for (const { id, source } of answer.documents) {
    const file = take(source)
    if (file) uploaded.byDocument.set(id, file)
  }
  for (const { source, code } of answer.rejected) {
    const file = take(source)
    if (file) uploaded.rejected.push({ file, code })
  }
  for (const file of left.values()) uploaded.rejected.push({ file, code: 'lost' })
}

async function waitForRoom(client: AppClient): Promise<void> {
  for (;;) {
    const { queued, processing } = await client.readCounts()
    if (queued + processing < mostWaiting) return
    await sleep(waitMilliseconds)
  }
}
