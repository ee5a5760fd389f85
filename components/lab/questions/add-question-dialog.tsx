'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { TextField } from '@/components/ui/fields/text-field'
import type { Passage } from '@/lib/domain/passage'
import { labApi } from '../addresses'
import { judgePassage } from '../try/judge-passage'
import { PassageChoice } from './passage-choice'

interface AddQuestionDialogProps {
  setId: string
  onClose: () => void
  onAdded: () => void
}

const shownHits = 10

/** A question by hand: its words, then the passages that answer it, found by any words. */
export function AddQuestionDialog({ setId, onClose, onAdded }: AddQuestionDialogProps) {
  const t = useTranslations('lab.add')
  const [text, setText] = useState('')
  const [words, setWords] = useState('')
  const [found, setFound] = useState<Passage[] | null>(null)
  const [chosen, setChosen] = useState<Passage[]>([])
  const [problem, setProblem] = useState<'text' | 'passage' | null>(null)
  const { busy, failure, run } = useApiAction<'find' | 'save'>()
  const isChosen = ({ pointId }: Passage) => chosen.some((other) => other.pointId === pointId)

  async function find(event: FormEvent): Promise<void> {
    event.preventDefault()
    const query = words.trim() || text.trim()
    setProblem(query === '' ? 'text' : null)
    if (query === '') return
    await run('find', async () => {
      const { passages } = await callApi<{ passages: Passage[] }>('/api/search', { method: 'POST', body: { query, topK: shownHits } })
      setFound(passages)
    })
  }

  async function save(): Promise<void> {
    const missing = text.trim() === '' ? 'text' : chosen.length === 0 ? 'passage' : null
    setProblem(missing)
    if (missing) return
    await run('save', async () => {
      await callApi(labApi.questions(setId), { method: 'POST', body: { questions: [{ text: text.trim(), judgements: chosen.map(judgePassage) }] } })
      onAdded()
      onClose()
    })
  }

  // What was chosen stays in the list when other words are searched.
  const shown = [...chosen.filter((passage) => !found?.some(({ pointId }) => pointId === passage.pointId)), ...(found ?? [])]
  return (
    <Dialog width="lg" title={t('title')} description={t('description')} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <form noValidate onSubmit={find} className="flex flex-col gap-4">
        <TextField
          label={t('question')}
          value={text}
          maxLength={2000}
          error={problem === 'text' ? t('questionNeeded') : null}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="flex flex-wrap items-start gap-3">
          <div className="min-w-0 flex-1 basis-48">
            <TextField label={t('words')} hint={t('wordsHint')} value={words} maxLength={2000} onChange={(event) => setWords(event.target.value)} />
          </div>
          <Button type="submit" loading={busy === 'find'} className="sm:mt-[1.625rem]">
            {busy === 'find' ? null : <Search aria-hidden size={16} />}
            {t('find')}
          </Button>
        </div>
        {found?.length === 0 ? (
          <p role="status" className="text-sm text-text-muted">
            {t('noneFound')}
          </p>
        ) : null}
        {shown.length > 0 ? (
          <PassageChoice
            label={t('passages')}
            passages={shown}
            isChosen={isChosen}
            onToggle={(passage) => setChosen(isChosen(passage) ? chosen.filter(({ pointId }) => pointId !== passage.pointId) : [...chosen, passage])}
          />
        ) : null}
        {problem === 'passage' ? (
          <p role="alert" className="text-sm text-danger">
            {t('passageNeeded')}
          </p>
        ) : null}
        {failure ? <ErrorNotice message={failure} /> : null}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" loading={busy === 'save'} onClick={() => void save()}>
            {chosen.length > 0 ? t('saveWith', { count: chosen.length }) : t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
