'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import type { TestSet } from '@/lib/domain/retrieval/test-set'
import { setAddress } from '../addresses'
import { SetMenu } from './set-menu'

export function SetRow({ set, onChanged }: { set: TestSet; onChanged: () => void }) {
  const t = useTranslations('lab.sets')
  const format = useFormatter()
  return (
    <li className="relative flex items-center gap-3 border-t border-border px-4 py-3 first:border-t-0 hover:bg-surface">
      <div className="min-w-0 flex-1">
        <Link href={setAddress(set.id)} className="font-medium wrap-anywhere after:absolute after:inset-0 hover:underline">
          {set.name}
        </Link>
        <p className="text-sm text-text-muted">
          {t('questions', { count: set.questionCount })} · {t('changed', { date: format.dateTime(new Date(set.updatedAt), { dateStyle: 'medium' }) })}
        </p>
      </div>
      <div className="relative">
        <SetMenu set={set} onChanged={onChanged} onDeleted={onChanged} />
      </div>
    </li>
  )
}
