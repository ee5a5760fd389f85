import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { DocumentOrigin } from '@/lib/domain/document'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import { tidySourceName } from '@/lib/http/tidy-source-name'
import { detectFormat } from '@/lib/ingest/detect-format'
import { addDocument } from '@/lib/jobs/add-document'
import { deleteDocument } from '@/lib/jobs/delete-document'
import { DocumentFeed } from '@/lib/jobs/document-feed'
import { FolderKeeper } from '@/lib/jobs/folder/folder-keeper'
import { renameDocument } from '@/lib/jobs/folder/rename-document'
import { KeyedLocks } from '@/lib/jobs/keyed-locks'
import { DiskFileStore } from '@/lib/storage/disk-file-store'
import { DiskWatchedFolder } from '@/lib/storage/folder/disk-watched-folder'
import { FolderRecordFile } from '@/lib/storage/folder/folder-record-file'
import { openTemporaryDatabase, ours } from '../../db/temporary-database'
import { makeTemporaryDirectory } from '../../db/temporary-directory'

const settleMilliseconds = 150

/** A real folder, library and watcher; of the index, which a queued document has no points in, only what it is told is kept. */
export async function openFolder() {
  const { documents } = await openTemporaryDatabase()
  const dataDirectory = await makeTemporaryDirectory()
  const folderPath = join(await makeTemporaryDirectory(), 'watched')
  await mkdir(folderPath)
  const files = await DiskFileStore.open(dataDirectory)
  const told: string[] = []
  const index = {
    deleteDocument: async (_: unknown, id: string) => void told.push(`delete ${id}`),
    renameSource: async (_: unknown, id: string, source: string) => void told.push(`rename ${id} ${source}`),
  } as unknown as VectorIndex
  const parts = { documents, files, index, locks: new KeyedLocks(), feed: new DocumentFeed(), detectFormat, wakeRunner: () => {}, cancelWork: async () => {} }
  const added: string[] = []
  const logged: string[] = []
  const failures: string[] = []

  function keep(path = folderPath) {
    const folder = new DiskWatchedFolder({ path, tidySource: tidySourceName, onWatchError: (error) => failures.push(error.code) })
    const keeper = new FolderKeeper({
      parts: {
        folder,
        records: new FolderRecordFile(dataDirectory),
        documents,
        scope: ours,
        addDocument: (incoming) => {
          added.push(incoming.source)
          return addDocument(parts, ours, incoming)
        },
        deleteDocument: (id) => deleteDocument(parts, ours, id),
        renameDocument: (id, source) => renameDocument(parts, ours, id, source),
        maxBytes: 1000,
        onError: (_, error) => failures.push(error.code),
      },
      settleMilliseconds,
      pollMilliseconds: 500,
      log: (message) => logged.push(message),
    })
    onTestFinished(() => keeper.stop())
    return keeper
  }

  async function sources(): Promise<string[]> {
    return (await documents.list(ours, { limit: 500 })).documents.map((document) => document.source).sort()
  }

  async function upload(source: string, text: string, origin: DocumentOrigin = 'upload') {
    async function* content() {
      yield Buffer.from(text)
    }
    return (await addDocument(parts, ours, { source, origin, content: content(), maxBytes: 1000 })).document
  }

  return {
    folderPath,
    dataDirectory,
    documents,
    keep,
    sources,
    upload,
    added,
    told,
    logged,
    failures,
    find: (source: string) => documents.findBySource(ours, source),
  }
}
