'use client'

import { useMemo } from 'react'
import { useApi } from '@/components/api/use-api'
import type { DocumentFormat, DocumentRecord } from '@/lib/domain/document'
import { type LanguageCode, undeterminedLanguage } from '@/lib/domain/language'

interface FilterChoices {
  documents: DocumentRecord[]
  /** There are more documents than are offered. */
  isPart: boolean
  formats: DocumentFormat[]
  languages: LanguageCode[]
  tags: string[]
}

/** What the library holds to narrow a search by, from its newest documents. */
export function useFilterChoices(): { choices: FilterChoices | null; isLoading: boolean; failure: string | null } {
  const list = useApi<{ documents: DocumentRecord[]; nextCursor: string | null }>('/api/documents?status=ready&limit=500')
  const tags = useApi<{ tags: Array<{ tag: string; count: number }> }>('/api/tags')
  const choices = useMemo(() => {
    if (!list.data) return null
    const { documents, nextCursor } = list.data
    return {
      documents,
      isPart: nextCursor !== null,
      formats: distinct(documents.flatMap(({ format }) => format ?? [])),
      languages: distinct(documents.flatMap(({ language }) => language ?? [])).filter((language) => language !== undeterminedLanguage),
      tags: tags.data?.tags.map(({ tag }) => tag) ?? [],
    }
  }, [list.data, tags.data])
  return { choices, isLoading: list.loading && !list.data, failure: list.error?.message ?? null }
}

function distinct<Value extends string>(values: Value[]): Value[] {
  return [...new Set(values)].sort()
}
