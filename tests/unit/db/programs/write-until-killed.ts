import { openDatabase } from '@/lib/db/open-database'
import { defaultWorkspaceId } from '@/lib/domain/workspace'
import { AesSecretBox } from '@/lib/storage/secret-box'

// Prints the source of every document once the store has acknowledged it.
const [file = '', migrationsDirectory = '', embeddingModelId = ''] = process.argv.slice(2)
const database = await openDatabase({ path: file, migrationsDirectory, embeddingModelId, secretBox: new AesSecretBox(Buffer.alloc(32)) })
for (let count = 0; ; count += 1) {
  const source = `note-${count}.md`
  await database.documents.create(
    { workspaceId: defaultWorkspaceId },
    { source, origin: 'upload', format: 'markdown', byteSize: count, contentHash: 'a'.repeat(64) },
  )
  console.log(source)
}
