'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LinkTabs } from '../admin/link-tabs'
import { PageFrame } from '../admin/page-frame'
import { setsAddress, tryAddress } from './addresses'

/** The two front pages of the lab. */
export function LabFrame({ actions, isWide = false, children }: { actions?: ReactNode; isWide?: boolean; children: ReactNode }) {
  const t = useTranslations('lab')
  const pathname = usePathname()
  return (
    <PageFrame title={t('title')} lead={t('lead')} actions={actions} isWide={isWide}>
      <div className="-my-3 border-b border-border">
        <LinkTabs
          label={t('title')}
          tabs={[
            { href: tryAddress, label: t('tabs.try'), isCurrent: pathname === tryAddress },
            { href: setsAddress, label: t('tabs.sets'), isCurrent: pathname.startsWith(setsAddress) },
          ]}
        />
      </div>
      {children}
    </PageFrame>
  )
}
