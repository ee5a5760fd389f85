'use client'

import { useCallback, useEffect } from 'react'
import { useApi } from '@/components/api/use-api'
import type { SiteRecord } from '@/lib/domain/site'

const pollMilliseconds = 2000

/** The web addresses of the library: read again every two seconds while one is in work, and when the window is looked at again. */
export function useSites() {
  const { data, error, reload } = useApi<{ sites: SiteRecord[] }>('/api/sites')
  const sites = data?.sites ?? []
  const isWorking = sites.some(({ status }) => status === 'running' || status === 'waiting')

  useEffect(() => {
    if (!isWorking) return
    const timer = setInterval(reload, pollMilliseconds)
    return () => clearInterval(timer)
  }, [isWorking, reload])

  useEffect(() => {
    window.addEventListener('focus', reload)
    return () => window.removeEventListener('focus', reload)
  }, [reload])

  return { sites, failure: error, reload: useCallback(() => reload(), [reload]) }
}
