import { type GatheredFiles, gatherPicked, isHidden, nameSource, type UploadFile } from './upload-file'

/**
 * Reads what was dropped, folders to any depth. The entries must be taken from the event before the first `await`:
 * the browser empties the transfer afterwards. Rejects with the browser's error when an entry cannot be read.
 */
export async function gatherDroppedFiles(transfer: DataTransfer): Promise<GatheredFiles> {
  const entries = [...transfer.items].filter((item) => item.kind === 'file').map((item) => item.webkitGetAsEntry())
  const plainFiles = [...transfer.files]
  const known = entries.filter((entry) => entry !== null)
  if (known.length === 0) return gatherPicked(plainFiles)

  const gathered: GatheredFiles = { files: [], hiddenCount: 0 }
  for (const entry of known) await walk(entry, gathered)
  return gathered
}

async function walk(entry: FileSystemEntry, gathered: GatheredFiles): Promise<void> {
  const source = nameSource(entry.fullPath)
  if (isHidden(source)) {
    gathered.hiddenCount += 1
  } else if (isDirectory(entry)) {
    for (const child of await readDirectory(entry)) await walk(child, gathered)
  } else if (isFile(entry)) {
    gathered.files.push(await readFile(entry, source))
  }
}

/** `readEntries` hands out at most 100 entries a call, and none at the end. */
async function readDirectory(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader()
  const entries: FileSystemEntry[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) return entries
    entries.push(...batch)
  }
}

async function readFile(entry: FileSystemFileEntry, source: string): Promise<UploadFile> {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
  return { file, source }
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}
