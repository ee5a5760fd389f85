import type { Settings } from './settings'
import { readSettings } from './settings'

/** The part of the settings that decides who may call. Read on every request, so it is kept after the first. */
export type NetworkSettings = Pick<Settings, 'host' | 'allowedHosts'>

let kept: NetworkSettings | null = null

export function readNetworkSettings(): NetworkSettings {
  kept ??= readSettings()
  return kept
}
