import { AppError } from '@/lib/domain/app-error'
import type { ModelSource } from '../../manifest/model-entry'

export type HubModelSource = Extract<ModelSource, { kind: 'hub' }>

/** Base address of the Hugging Face hub; a mirror has the same paths. */
export const publicHubUrl = 'https://huggingface.co'

/** The time the hub has to answer at all: a machine that cannot reach it goes on to the next source after this. */
const probeMilliseconds = 4_000

export function hubFileUrl(hubUrl: string, repository: string, revision: string, path: string): string {
  return new URL(`${repository}/resolve/${revision}/${path}`, `${hubUrl.replace(/\/+$/, '')}/`).href
}

/** Resolves when the address answers. Errors: model_files_missing. */
export async function probeHub(url: string): Promise<void> {
  const name = new URL(url).host
  try {
    const response = await fetch(url, { method: 'HEAD', redirect: 'follow', signal: AbortSignal.timeout(probeMilliseconds) })
    if (response.ok) return
    throw new AppError('model_files_missing', `${name} answered with status ${response.status}`)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('model_files_missing', `${name} cannot be reached`, { cause: error })
  }
}
