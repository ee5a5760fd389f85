'use client'

import { useTranslations } from 'next-intl'
import { ResultCountField, withinResultCount } from '@/components/admin/query/result-count-field'
import { SearchForm } from '@/components/admin/query/search-form'

interface QuestionFormProps {
  question: string
  topK: number
  isSearching: boolean
  onQuestion: (question: string) => void
  onTopK: (topK: number) => void
  onSearch: (query: string) => void
}

const mostHits = 50

export function QuestionForm({ question, topK, isSearching, onQuestion, onTopK, onSearch }: QuestionFormProps) {
  const t = useTranslations('lab.try')
  const labels = { query: t('question'), placeholder: t('questionPlaceholder'), needed: t('questionNeeded'), run: t('search') }
  return (
    <SearchForm query={question} isSearching={isSearching} labels={labels} onQuery={onQuestion} onSearch={onSearch}>
      <ResultCountField label={t('topK')} most={mostHits} value={topK} onChange={(value) => onTopK(withinResultCount(value, mostHits))} />
    </SearchForm>
  )
}
