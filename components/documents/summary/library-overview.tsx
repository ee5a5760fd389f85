'use client'

import { ChevronDown } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Collapsible } from 'radix-ui'
import { useCallback, useState } from 'react'
import type { CitedPlace } from '../../chat/cited-answer/resolve-citation'
import { SummaryPanel } from './summary-panel'

/** What is in the library, folded until a person asks. Marks lead to the document's own page. */
export function LibraryOverview() {
  const t = useTranslations('summaries')
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const openPlace = useCallback(
    ({ documentId, start, end }: CitedPlace) => router.push(`/documents/${encodeURIComponent(documentId)}?start=${start}&end=${end}`),
    [router],
  )
  return (
    <Collapsible.Root open={isOpen} onOpenChange={setOpen} className="rounded-xl border border-border">
      <Collapsible.Trigger className="group flex w-full items-center gap-2 rounded-xl px-4 py-3 text-left font-medium hover:bg-surface-hover">
        <ChevronDown aria-hidden size={16} className="shrink-0 transition-transform group-data-[state=closed]:-rotate-90" />
        {t('libraryTitle')}
      </Collapsible.Trigger>
      <Collapsible.Content className="border-t border-border p-4">
        <SummaryPanel documentId={null} onOpenPlace={openPlace} />
      </Collapsible.Content>
    </Collapsible.Root>
  )
}
