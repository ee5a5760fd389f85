'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields/text-field'

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
  const [isMissing, setMissing] = useState(false)

  function submit(event: FormEvent): void {
    event.preventDefault()
    const query = question.trim()
    setMissing(query === '')
    if (query) onSearch(query)
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-wrap items-start gap-3">
      <div className="min-w-0 flex-1 basis-64">
        <TextField
          label={t('question')}
          placeholder={t('questionPlaceholder')}
          error={isMissing ? t('questionNeeded') : null}
          value={question}
          maxLength={2000}
          onChange={(event) => onQuestion(event.target.value)}
        />
      </div>
      <div className="w-20">
        <TextField
          label={t('topK')}
          type="number"
          inputMode="numeric"
          min={1}
          max={mostHits}
          value={topK}
          onChange={(event) => onTopK(Math.min(mostHits, Math.max(1, Math.round(event.target.valueAsNumber) || 1)))}
        />
      </div>
      <Button type="submit" variant="primary" loading={isSearching} className="w-full sm:mt-[1.625rem] sm:w-auto">
        {isSearching ? null : <Search aria-hidden size={16} />}
        {t('search')}
      </Button>
    </form>
  )
}
