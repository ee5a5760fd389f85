'use client'

import { useTranslations } from 'next-intl'
import type { StoredChunk } from '@/lib/domain/passage'
import { useLanguageName } from '../use-language-name'

/** Page, language, length and range of a chunk in one line. */
export function ChunkFacts({ chunk }: { chunk: StoredChunk }) {
  const t = useTranslations('admin.chunk')
  const nameLanguage = useLanguageName()
  const facts = [
    chunk.page === null ? null : t('page', { page: chunk.page }),
    nameLanguage(chunk.language),
    t('characters', { count: chunk.text.length }),
    t('range', { start: String(chunk.start), end: String(chunk.end) }),
  ]
  return <p className="text-sm text-text-muted tabular-nums">{facts.filter((fact) => fact !== null).join(' · ')}</p>
}
