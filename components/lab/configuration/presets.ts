import { type SearchConfiguration, standardConfiguration } from '@/lib/domain/retrieval/search-configuration'

export const presetNames = ['automatic', 'dense', 'lexical', 'fused', 'reranked'] as const
export type PresetName = (typeof presetNames)[number]

const plain: SearchConfiguration = { ...standardConfiguration, reranks: false }

/** The ways of searching that are worth a comparison in every collection. */
export const presets: Record<PresetName, SearchConfiguration> = {
  automatic: plain,
  dense: { ...plain, sides: 'dense' },
  lexical: { ...plain, sides: 'lexical' },
  fused: { ...plain, sides: 'both' },
  reranked: { ...plain, reranks: true },
}
