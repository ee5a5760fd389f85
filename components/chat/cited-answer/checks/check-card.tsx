'use client'

import { useTranslations } from 'next-intl'
import type { AnswerSource, SentenceCheck } from '@/lib/domain/answer'
import { languageOf } from '../../../i18n/language-of'
import { fileName } from '../../../viewer/file-name'
import type { CitedPlace } from '../resolve-citation'

interface CheckCardProps {
  check: SentenceCheck
  sources: AnswerSource[]
  onOpen: (place: CitedPlace) => void
}

/** One sentence's verdict, what is wrong with it in words, and the sentence of the sources that fits best, with its place. */
export function CheckCard({ check, sources, onOpen }: CheckCardProps) {
  const t = useTranslations('answers')
  const { evidence, problems, verdict } = check
  const source = sources.find(({ number }) => number === evidence?.sourceNumber)
  return (
    <div className="flex flex-col gap-2">
      <p className="font-semibold">{t(`verdicts.${verdict}`)}</p>
      <p className="text-text-muted">{t(`meanings.${verdict}`)}</p>
      {problems.length > 0 ? (
        <ul className="flex list-disc flex-col gap-0.5 ps-4">
          {problems.map((problem) => (
            <li key={problem}>{t(`problems.${problem}`)}</li>
          ))}
        </ul>
      ) : null}
      {evidence && source ? (
        <>
          <p className="mt-1 text-xs text-text-muted">{t('evidence')}</p>
          <blockquote
            dir="auto"
            lang={languageOf(evidence.text)}
            className="line-clamp-6 border-s-2 border-accent ps-3 leading-relaxed break-words whitespace-pre-line"
          >
            {evidence.text}
          </blockquote>
          <button
            type="button"
            onClick={() => onOpen({ documentId: source.documentId, source: source.source, page: evidence.page, start: evidence.start, end: evidence.end })}
            className="w-fit max-w-full rounded text-start font-medium break-words text-accent underline underline-offset-3"
          >
            {evidence.page === null
              ? t('openEvidence', { name: fileName(source.source) })
              : t('openEvidenceAtPage', { name: fileName(source.source), page: evidence.page })}
          </button>
        </>
      ) : (
        <p className="text-text-muted">{t('noEvidence')}</p>
      )}
    </div>
  )
}
