'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { chunkAddress } from '@/components/admin/addresses'
import { useLanguageName } from '@/components/admin/use-language-name'
import type { StoredChunk } from '@/lib/domain/passage'

/** What is known of the chunk under the pointer or the focus; without one, how to see it. */
export function ChunkNote({ chunk }: { chunk: StoredChunk | null }) {
  const t = useTranslations('viewer.document.cut')
  const describe = useDescribeChunk()
  return (
    <p
      aria-live="polite"
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-0.5 border-t border-border bg-surface px-4 py-2 text-sm sm:px-8"
    >
      {chunk ? (
        <>
          <span className="font-medium">{t('number', { number: chunk.chunkIndex + 1 })}</span>
          <span className="text-text-muted tabular-nums">{describe(chunk)}</span>
          <Link href={chunkAddress(chunk.pointId)} prefetch={false} className="rounded text-accent hover:underline">
            {t('open')}
          </Link>
        </>
      ) : (
        <span className="text-text-muted">{t('hint')}</span>
      )}
    </p>
  )
}

/** Tokens, page, headings and language of a chunk in one line. */
export function useDescribeChunk(): (chunk: StoredChunk) => string {
  const t = useTranslations('viewer')
  const nameLanguage = useLanguageName()
  return (chunk) =>
    [
      t('document.cut.tokens', { count: chunk.tokenCount }),
      chunk.page === null ? null : t('page', { page: chunk.page }),
      chunk.section || null,
      nameLanguage(chunk.language),
    ]
      .filter((fact) => fact !== null)
      .join(' · ')
}
