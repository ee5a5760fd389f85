import type { Settings } from '@/lib/config/settings'
import { AppError, toAppError } from '@/lib/domain/app-error'
import type { FolderState } from '@/lib/domain/ports/folder/watched-folder'
import { uploadLimits } from '@/lib/domain/upload-limits'
import { reportError } from '@/lib/http/report-error'
import { tidySourceName } from '@/lib/http/tidy-source-name'
import { FolderKeeper } from '@/lib/jobs/folder/folder-keeper'
import type { FolderParts } from '@/lib/jobs/folder/folder-parts'
import { DiskWatchedFolder } from '@/lib/storage/folder/disk-watched-folder'
import { FolderRecordFile } from '@/lib/storage/folder/folder-record-file'

const settleMilliseconds = 2_000
const pollMilliseconds = 60_000

type LibraryParts = Pick<FolderParts, 'scope' | 'documents' | 'addDocument' | 'deleteDocument' | 'renameDocument'>

export interface FolderWatch {
  /** Null when no folder is watched. */
  readState: () => FolderState | null
  stop: () => Promise<void>
}

/** Keeps the library in step with the folder of `DOCENT_WATCH`, where there is one, from now until `stop`. Errors: invalid_request. */
export async function startFolderWatch(settings: Settings, library: LibraryParts): Promise<FolderWatch> {
  const path = settings.watchDirectory
  if (path === null) return { readState: () => null, stop: async () => undefined }
  if (isInside(path, settings.dataDirectory) || isInside(settings.dataDirectory, path))
    throw new AppError('invalid_request', 'DOCENT_WATCH and DATA_DIR must not lie in each other: the app would read its own files.')
  const onError = (place: string, error: AppError) => reportError(place, error)
  const folder = new DiskWatchedFolder({ path, tidySource: tidyPath, onWatchError: (error) => onError('watching the folder', error) })
  const parts = { ...library, folder, records: new FolderRecordFile(settings.dataDirectory), maxBytes: uploadLimits.maxFileBytes, onError }
  const keeper = new FolderKeeper({ parts, settleMilliseconds, pollMilliseconds, log: (message) => console.warn(`[docent] ${message}`) })
  await keeper.start()
  return { readState: () => keeper.readState(), stop: () => keeper.stop() }
}

/** A name of nothing but invisible characters is none; such a file keeps a name that says so. */
function tidyPath(path: string): string {
  try {
    return tidySourceName(path)
  } catch (thrown) {
    if (toAppError(thrown).code !== 'invalid_request') throw thrown
    return 'unnamed'
  }
}

function isInside(path: string, folder: string): boolean {
  return `${path}/`.startsWith(`${folder}/`)
}
