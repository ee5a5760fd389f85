import type { AppError } from '@/lib/domain/app-error'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { FolderRecordStore, WatchedFolder } from '@/lib/domain/ports/folder/watched-folder'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { AddedDocument, IncomingDocument } from '../add-document'

/** What keeping a folder in step needs of the rest of the app. */
export interface FolderParts {
  folder: WatchedFolder
  records: FolderRecordStore
  documents: Pick<DocumentStore, 'findBySource' | 'list'>
  scope: WorkspaceScope
  addDocument: (incoming: IncomingDocument) => Promise<AddedDocument>
  deleteDocument: (id: string) => Promise<boolean>
  /** Gives a document another name. Errors: not_found, conflict when the name is taken. */
  renameDocument: (id: string, source: string) => Promise<void>
  maxBytes: number
  onError: (place: string, error: AppError) => void
}
