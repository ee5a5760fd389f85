'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { viewerAddress } from '@/components/admin/addresses'
import { languageOf } from '@/components/i18n/language-of'
import { fileName } from '@/components/viewer/file-name'
import type { TestJudgement } from '@/lib/domain/retrieval/test-set'

/** A right place: a link into the document where it is there, else what is known of it. */
export function JudgementPlace({ judgement }: { judgement: TestJudgement }) {
  const t = useTranslations('lab.questions')
  const { documentId, source, start, end, text } = judgement
  const place = start === null || end === null ? undefined : { start, end }
  return (
    <div className="text-sm">
      {documentId === null ? (
        <span className="text-text-muted wrap-anywhere" title={source}>
          {fileName(source)} · {t('documentGone')}
        </span>
      ) : (
        <Link href={viewerAddress(documentId, place)} prefetch={false} title={source} className="font-medium text-accent wrap-anywhere hover:underline">
          {fileName(source)}
        </Link>
      )}
      {place === undefined ? <span className="text-text-muted"> · {t('wholeDocument')}</span> : null}
      {text ? (
        <p lang={languageOf(text)} dir="auto" className="line-clamp-2 text-text-muted wrap-anywhere">
          {text}
        </p>
      ) : null}
    </div>
  )
}
