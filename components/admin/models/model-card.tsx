import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { formatByteSize } from '@/components/documents/format-byte-size'
import { Badge } from '@/components/ui/badge'
import type { ModelChoice } from '@/lib/domain/retrieval/model-change'
import { useLanguageName } from '../use-language-name'
import { ChooseModelDialog } from './choose-model-dialog'

const shownLanguages = 6

interface ModelCardProps {
  model: ModelChoice
  /** True for the one whose collection is being filled. */
  isTarget: boolean
  canChoose: boolean
  onStarted: () => void
}

export function ModelCard({ model, isTarget, canChoose, onStarted }: ModelCardProps) {
  const t = useTranslations('models.list')
  const locale = useLocale()
  const size = model.bytes > 0 ? ` · ${formatByteSize(model.bytes, locale)}` : ''
  const licence = model.licence ? ` · ${model.licence}` : ''
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 border-t border-border px-3 py-3 first:border-t-0 sm:px-4">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-center gap-2">
          <h3 className="font-medium wrap-anywhere">{model.id}</h3>
          {model.isActive ? <Badge tone="success">{t('active')}</Badge> : null}
          {isTarget && !model.isActive ? <Badge tone="accent">{t('changing')}</Badge> : null}
          {model.kind === 'endpoint' ? <Badge>{t('endpoint')}</Badge> : null}
          {model.isInstalled ? null : <Badge tone="warning">{t('missing')}</Badge>}
        </div>
        <p className="mt-0.5 text-sm text-text-muted">
          {t('facts', { dimensions: model.dimensions, maxTokens: model.maxTokens })}
          {size}
          {licence}
        </p>
        <Languages languages={model.languages} />
        {model.isInstalled ? null : <InstallCommand modelId={model.id} />}
      </div>
      {canChoose && model.isInstalled && !model.isActive ? <ChooseModelDialog model={model} onStarted={onStarted} /> : null}
    </li>
  )
}

function Languages({ languages }: { languages: string[] }) {
  const t = useTranslations('models.list')
  const format = useFormatter()
  const nameOf = useLanguageName()
  const names = languages.slice(0, shownLanguages).map(nameOf)
  const rest = languages.length - names.length
  const shown = rest > 0 ? t('moreLanguages', { shown: names.join(', '), count: rest }) : format.list(names, { type: 'conjunction' })
  return (
    <p className="text-sm text-text-muted">
      {t('languages')}: {shown}
    </p>
  )
}

function InstallCommand({ modelId }: { modelId: string }) {
  const t = useTranslations('models.list')
  return (
    <p className="mt-1.5 text-sm">
      {t('install')} <code className="rounded bg-surface-hover px-1.5 py-0.5 font-mono text-[0.8125rem] wrap-anywhere">npm run models -- fetch {modelId}</code>
    </p>
  )
}
