import { fileName } from '@/components/viewer/file-name'
import { AppError } from '@/lib/domain/app-error'
import { getServices } from '@/lib/services'

/**
 * The names of things for the titles of their pages. Null where there is no such thing, or where it cannot be read now:
 * the page itself says so, and a title is no reason to show an error page instead of it.
 */
export async function readConversationTitle(id: string): Promise<string | null> {
  return nullOnRefusal(async () => {
    const { conversations } = await getServices()
    return (await conversations.read(id)).title
  })
}

export async function readSharedTitle(shareId: string): Promise<string | null> {
  return nullOnRefusal(async () => {
    const { conversations } = await getServices()
    return (await conversations.readShared(shareId)).title
  })
}

export async function readDocumentName(id: string): Promise<string | null> {
  return nullOnRefusal(async () => {
    const services = await getServices()
    return fileName((await services.readDocument(id)).source)
  })
}

async function nullOnRefusal(read: () => Promise<string | null>): Promise<string | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
