'use client'

import { useTranslations } from 'next-intl'
import type { StoredChunk } from '@/lib/domain/passage'
import { toWire } from '@/lib/domain/wire-format'
import { Section } from '../page-frame'

/** What is stored with a chunk, as a table and as the JSON the API speaks. The text stands above already. */
export function ChunkPayload({ chunk }: { chunk: StoredChunk }) {
  const t = useTranslations('admin.chunk')
  const payload = toWire(chunk) as Record<string, unknown>
  const fields = Object.entries(payload).filter(([name]) => name !== 'text')
  return (
    <Section title={t('payload')}>
      <dl className="overflow-hidden rounded-xl border border-border bg-surface-raised text-sm">
        {fields.map(([name, value]) => (
          <div key={name} className="grid gap-x-4 border-t border-border px-3 py-2 first:border-t-0 sm:grid-cols-[10rem_1fr] sm:px-4">
            <dt className="text-text-muted">
              <code>{name}</code>
            </dt>
            <dd className="wrap-anywhere tabular-nums">{showValue(value)}</dd>
          </div>
        ))}
      </dl>
      <details className="rounded-xl border border-border bg-surface-raised text-sm">
        <summary className="rounded-xl px-3 py-2.5 font-medium sm:px-4">{t('raw')}</summary>
        <pre className="max-h-[32rem] overflow-auto border-t border-border p-3 text-xs leading-relaxed whitespace-pre-wrap wrap-anywhere sm:p-4">
          {JSON.stringify(payload, null, 2)}
        </pre>
      </details>
    </Section>
  )
}

function showValue(value: unknown): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return '–'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}
