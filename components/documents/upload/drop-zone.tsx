'use client'

import { ClipboardType, FolderUp, Globe, Upload } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { type ChangeEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { uploadLimits } from '@/lib/domain/upload-limits'
import { formatByteSize } from '../format-byte-size'
import { gatherDroppedFiles } from './gather-dropped-files'
import { type GatheredFiles, gatherPicked } from './upload-file'
import { usePageDrop } from './use-page-drop'

/** Every browser knows this attribute; React's types do not. */
const pickFolders = { webkitdirectory: '' }

interface DropZoneProps {
  onFiles: (gathered: GatheredFiles) => void
  onPasteText: () => void
  onAddSite: () => void
}

/** Where files come in. The zone itself is a button, so it works with a keyboard as it does with a drag. */
export function DropZone({ onFiles, onPasteText, onAddSite }: DropZoneProps) {
  const t = useTranslations('documents.upload')
  const tSites = useTranslations('sites.add')
  const locale = useLocale()
  const fileInput = useRef<HTMLInputElement>(null)
  const folderInput = useRef<HTMLInputElement>(null)
  const { isReading, problem, gather } = useDroppedFiles(onFiles)
  const { isOver } = usePageDrop(gather)

  function pick(event: ChangeEvent<HTMLInputElement>): void {
    onFiles(gatherPicked(event.target.files ?? []))
    event.target.value = ''
  }

  return (
    <div className="flex flex-col gap-3">
      <button
        type="button"
        onClick={() => fileInput.current?.click()}
        className={`flex w-full flex-col items-center rounded-xl border-2 border-dashed px-4 py-7 text-center transition-colors ${isOver ? 'border-accent bg-accent-soft' : 'border-border bg-surface hover:border-border-strong'}`}
      >
        <Upload aria-hidden size={22} className="mb-2 text-accent" />
        <span className="font-medium">{isOver ? t('dropNow') : isReading ? t('reading') : t('choose')}</span>
        <span className="mt-1 text-sm text-balance text-text-muted">{t('formats')}</span>
        <span className="text-sm text-text-muted">{t('dropHint', { size: formatByteSize(uploadLimits.maxFileBytes, locale) })}</span>
      </button>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => folderInput.current?.click()}>
          <FolderUp aria-hidden size={16} />
          {t('folder')}
        </Button>
        <Button size="sm" onClick={onPasteText}>
          <ClipboardType aria-hidden size={16} />
          {t('paste')}
        </Button>
        <Button size="sm" onClick={onAddSite}>
          <Globe aria-hidden size={16} />
          {tSites('button')}
        </Button>
      </div>
      {problem ? <ErrorNotice message={t(problem)} /> : null}
      <input ref={fileInput} type="file" multiple hidden aria-label={t('choose')} onChange={pick} />
      <input ref={folderInput} type="file" {...pickFolders} hidden aria-label={t('folder')} onChange={pick} />
    </div>
  )
}

function useDroppedFiles(onFiles: (gathered: GatheredFiles) => void) {
  const [isReading, setReading] = useState(false)
  const [problem, setProblem] = useState<'nothing' | 'unreadable' | null>(null)

  async function gather(transfer: DataTransfer): Promise<void> {
    setProblem(null)
    setReading(true)
    try {
      const gathered = await gatherDroppedFiles(transfer)
      if (gathered.files.length === 0) setProblem('nothing')
      else onFiles(gathered)
    } catch {
      setProblem('unreadable')
    } finally {
      setReading(false)
    }
  }
  return { isReading, problem, gather }
}
