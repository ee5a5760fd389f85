'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useLanguageName } from '@/components/admin/use-language-name'
import { useApi } from '@/components/api/use-api'
import { fileName } from '@/components/viewer/file-name'
import type { DocumentRecord } from '@/lib/domain/document'
import type { PassageFilter } from '@/lib/domain/passage'
import { describeScope, type ScopePart } from './describe-scope'

/** What alone is searched, each thing with a button that takes it back. */
export function ScopeChips({ pinned, onChange }: { pinned: PassageFilter; onChange: (pinned: PassageFilter | null) => void }) {
  const t = useTranslations('conversation.scope')
  const namePart = useScopeNames(pinned)
  return (
    <ul aria-label={t('chosen')} className="mb-1 flex flex-wrap gap-1.5 px-1 pt-0.5">
      {describeScope(pinned).map((part) => {
        const name = namePart(part)
        return (
          <li
            key={`${part.kind} ${part.values.join(' ')}`}
            className="inline-flex h-7 max-w-full items-center rounded-full bg-accent-soft pl-2.5 text-[0.8125rem] text-accent"
          >
            <bdi className="truncate">{name}</bdi>
            <button
              type="button"
              aria-label={t('remove', { name })}
              onClick={() => onChange(part.without)}
              className="inline-flex size-7 shrink-0 items-center justify-center rounded-full hover:opacity-70"
            >
              <X aria-hidden size={13} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function useScopeNames({ documentIds = [] }: PassageFilter): (part: ScopePart) => string {
  const t = useTranslations('conversation.scope')
  const nameLanguage = useLanguageName()
  const [only] = documentIds
  const { data: document } = useApi<DocumentRecord>(only !== undefined && documentIds.length === 1 ? `/api/documents/${encodeURIComponent(only)}` : null)
  return ({ kind, values }) => {
    const [first = '', second = ''] = values
    switch (kind) {
      case 'documents':
        return document && values.length === 1 ? fileName(document.source) : t('documents', { count: values.length })
      case 'sources':
        return fileName(first)
      case 'tags':
        return t('tag', { tag: first })
      case 'languages':
        return nameLanguage(first)
      case 'formats':
        return first
      case 'written':
      case 'pages':
        return t(kind, { from: first || t('open'), until: second || t('open') })
    }
  }
}
