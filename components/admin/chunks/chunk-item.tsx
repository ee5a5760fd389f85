import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { StoredChunk } from '@/lib/domain/passage'
import { chunkAddress } from '../addresses'
import { ChunkFacts } from './chunk-facts'

/** A chunk in its document's list; its number opens it. */
export function ChunkItem({ chunk }: { chunk: StoredChunk }) {
  const t = useTranslations('admin.chunk')
  return (
    <li className="rounded-xl border border-border bg-surface-raised p-3 [contain-intrinsic-size:auto_9rem] [content-visibility:auto] sm:p-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Link
          href={chunkAddress(chunk.pointId)}
          prefetch={false}
          aria-label={t('open', { index: chunk.chunkIndex })}
          className="rounded font-medium text-accent hover:underline"
        >
          {t('number', { index: chunk.chunkIndex })}
        </Link>
        <ChunkFacts chunk={chunk} />
      </div>
      {chunk.section ? <p className="mt-0.5 text-sm wrap-anywhere text-text-muted">{chunk.section}</p> : null}
      <p lang={chunk.language === 'und' ? undefined : chunk.language} className="mt-2 line-clamp-6 text-sm whitespace-pre-wrap wrap-anywhere">
        {chunk.text}
      </p>
    </li>
  )
}
