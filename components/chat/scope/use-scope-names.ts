'use client'

import { useTranslations } from 'next-intl'
import { useLanguageName } from '@/components/admin/use-language-name'
import { useApi } from '@/components/api/use-api'
import { fileName } from '@/components/viewer/file-name'
import type { DocumentRecord } from '@/lib/domain/document'
import type { PassageFilter } from '@/lib/domain/passage'
import type { ScopePart } from './describe-scope'

/** What the parts of a filter are called. A single document is called by its name, once that is known. */
export function useScopeNames({ documentIds = [] }: PassageFilter): (part: ScopePart) => string {
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
