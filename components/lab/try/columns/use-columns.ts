'use client'

import { useState } from 'react'
import type { SearchConfiguration } from '@/lib/domain/retrieval/search-configuration'
import { presets } from '../../configuration/presets'

export const mostColumns = 4

export interface Column {
  /** Stays with the column when others are taken away. */
  key: number
  configuration: SearchConfiguration
}

/** What a new column shows: the first way of searching that is not there yet. */
const suggestions = [presets.lexical, presets.dense, presets.fused, presets.automatic]

function sameSearch(left: SearchConfiguration, right: SearchConfiguration): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** One to four configurations side by side. It begins with what the chat does, beside words alone. */
export function useColumns() {
  const [columns, setColumns] = useState<Column[]>([
    { key: 1, configuration: presets.automatic },
    { key: 2, configuration: presets.lexical },
  ])

  function add(): void {
    setColumns((before) => {
      if (before.length >= mostColumns) return before
      const free = suggestions.find((suggestion) => !before.some(({ configuration }) => sameSearch(configuration, suggestion)))
      return [...before, { key: Math.max(...before.map(({ key }) => key)) + 1, configuration: free ?? presets.automatic }]
    })
  }

  function remove(key: number): void {
    setColumns((before) => (before.length > 1 ? before.filter((column) => column.key !== key) : before))
  }

  function change(key: number, configuration: SearchConfiguration): void {
    setColumns((before) => before.map((column) => (column.key === key ? { key, configuration } : column)))
  }

  return { columns, add, remove, change }
}
