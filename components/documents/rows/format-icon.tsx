import {
  BookOpen,
  CodeXml,
  FileBraces,
  FileCode,
  FileSpreadsheet,
  FileText,
  FileType,
  FileType2,
  Image,
  type LucideIcon,
  Mail,
  Presentation,
  ScrollText,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { DocumentFormat } from '@/lib/domain/document'

const icons: Record<DocumentFormat, LucideIcon> = {
  pdf: FileText,
  docx: FileType,
  markdown: FileType2,
  html: CodeXml,
  text: ScrollText,
  pptx: Presentation,
  xlsx: FileSpreadsheet,
  odt: FileType,
  ods: FileSpreadsheet,
  odp: Presentation,
  rtf: FileType,
  epub: BookOpen,
  eml: Mail,
  csv: FileSpreadsheet,
  json: FileBraces,
  code: FileCode,
  hwp: FileType,
  hwpx: FileType,
  image: Image,
}

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
