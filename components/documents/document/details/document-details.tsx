'use client'

import { Info } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useLanguageName } from '@/components/admin/use-language-name'
import type { DocumentRecord } from '@/lib/domain/document'
import { formatByteSize } from '../../format-byte-size'
import { TagEditor } from './tag-editor'
import { VersionTable } from './version-table'

/** What is known of a document, what a person should know of it, and what became of its versions. */
export function DocumentDetails({ document, onChanged }: { document: DocumentRecord; onChanged: (document: DocumentRecord) => void }) {
  const t = useTranslations('viewer.document')
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8 px-4 py-6 sm:px-8">
      <Notices document={document} />
      <section className="flex flex-col gap-3">
        <h2 className="font-semibold">{t('tags.heading')}</h2>
        <TagEditor document={document} onChanged={onChanged} />
      </section>
      <section className="flex flex-col gap-3">
        <h2 className="font-semibold">{t('facts')}</h2>
        <Facts document={document} />
      </section>
      <section className="flex flex-col gap-3">
        <h2 className="font-semibold">{t('versions')}</h2>
        <VersionTable document={document} />
      </section>
    </div>
  )
}

function Notices({ document }: { document: DocumentRecord }) {
  const t = useTranslations('documents.notice')
  if (document.notices.length === 0) return null
  return (
    <ul className="flex flex-col gap-2 rounded-[10px] bg-warning-soft px-4 py-3 text-sm">
      {document.notices.map(({ code, count }) => (
        <li key={code} className="flex items-start gap-2.5">
          <Info aria-hidden size={16} className="mt-0.5 shrink-0 text-warning" />
          {t(code, { count })}
        </li>
      ))}
    </ul>
  )
}

function Facts({ document }: { document: DocumentRecord }) {
  const t = useTranslations('viewer.document.fact')
  const formatName = useTranslations('documents.format')
  const locale = useLocale()
  const format = useFormatter()
  const nameLanguage = useLanguageName()
  const date = (value: string | null) => (value === null ? null : format.dateTime(new Date(value), { dateStyle: 'long', timeStyle: 'short' }))
  const number = (value: number | null) => (value === null ? null : format.number(value))
  const facts: Array<[string, string | null]> = [
    [t('name'), document.source],
    [t('title'), document.title],
    [t('author'), document.author],
    [t('format'), formatName(document.format)],
    [t('size'), formatByteSize(document.byteSize, locale)],
    [t('pages'), number(document.pageCount)],
    [t('characters'), number(document.characterCount)],
    [t('language'), document.language && nameLanguage(document.language)],
    [t('origin'), t(`origins.${document.origin}`)],
    [t('writtenAt'), date(document.writtenAt)],
    [t('modifiedAt'), date(document.modifiedAt)],
    [t('addedAt'), date(document.createdAt)],
    [t('readyAt'), date(document.readyAt)],
  ]
  return (
    <dl className="overflow-hidden rounded-xl border border-border bg-surface-raised text-sm">
      {facts.map(([name, value]) =>
        value === null || value === '' ? null : (
          <div key={name} className="grid gap-x-4 border-t border-border px-3 py-2 first:border-t-0 sm:grid-cols-[11rem_1fr] sm:px-4">
            <dt className="text-text-muted">{name}</dt>
            <dd dir="auto" className="text-start wrap-anywhere tabular-nums">
              {value}
            </dd>
          </div>
        ),
      )}
    </dl>
  )
}
