'use client'

import { Search } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields/text-field'

interface SearchFormProps {
  query: string
  isSearching: boolean
  labels: { query: string; placeholder: string; needed: string; run: string }
  onQuery: (query: string) => void
  /** Called with a query that is not empty. */
  onSearch: (query: string) => void
  /** Fields between the query and the button. */
  children?: ReactNode
}

/** A line for a question and a button; an empty one is asked for. */
export function SearchForm({ query, isSearching, labels, onQuery, onSearch, children }: SearchFormProps) {
  const [isMissing, setMissing] = useState(false)

  function submit(event: FormEvent): void {
    event.preventDefault()
    const wanted = query.trim()
    setMissing(wanted === '')
    if (wanted) onSearch(wanted)
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-wrap items-start gap-3">
      <div className="min-w-0 flex-1 basis-64">
        <TextField
          label={labels.query}
          placeholder={labels.placeholder}
          error={isMissing ? labels.needed : null}
          value={query}
          maxLength={2000}
          onChange={(event) => onQuery(event.target.value)}
        />
      </div>
      {children}
      <Button type="submit" variant="primary" loading={isSearching} className="w-full sm:mt-[1.625rem] sm:w-auto">
        {isSearching ? null : <Search aria-hidden size={16} />}
        {labels.run}
      </Button>
    </form>
  )
}
