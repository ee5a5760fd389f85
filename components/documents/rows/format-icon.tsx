import { CodeXml, FileText, FileType, FileType2, type LucideIcon, ScrollText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { DocumentFormat } from '@/lib/domain/document'

const icons: Record<DocumentFormat, LucideIcon> = { pdf: FileText, docx: FileType, markdown: FileType2, html: CodeXml, text: ScrollText }

export function FormatIcon({ format }: { format: DocumentFormat }) {
  const t = useTranslations('documents.format')
  const Icon = icons[format]
  return (
    <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-surface-hover text-text-muted">
      <Icon aria-hidden size={18} />
      <span className="sr-only">{t(format)}</span>
    </span>
  )
}
