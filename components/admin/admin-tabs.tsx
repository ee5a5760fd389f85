'use client'

import { Boxes, Database, FlaskConical } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { LinkTabs } from './link-tabs'

/** Stands above every page about the search itself: what is stored, with which model, and how well it is found. */
export function AdminTabs() {
  const t = useTranslations('admin.tabs')
  const pathname = usePathname()
  const isLab = pathname.startsWith('/admin/lab')
  const isModels = pathname.startsWith('/admin/models')
  return (
    <div className="border-b border-border px-1 sm:px-5">
      <LinkTabs
        label={t('label')}
        tabs={[
          { href: '/admin', label: t('collection'), icon: Database, isCurrent: !isLab && !isModels },
          { href: '/admin/models', label: t('models'), icon: Boxes, isCurrent: isModels },
          { href: '/admin/lab', label: t('lab'), icon: FlaskConical, isCurrent: isLab },
        ]}
      />
    </div>
  )
}
