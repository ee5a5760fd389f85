import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readNetworkSettings } from '@/lib/config/read-network-settings'
import { readSettings } from '@/lib/config/settings'
import { createServices, type Services } from './services/create-services'
import { openAdapters } from './services/open-adapters'

export type { Services } from './services/create-services'

/** Who may call the API, by Host. */
export const networkSettings = readNetworkSettings

const key = Symbol.for('docent.services')
const holder = globalThis as { [key]?: Promise<Services> }

/**
 * The one set of services of this process; started on the first call. It is kept on `globalThis` because the framework
 * loads this module once for the start hook and again for the routes.
 */
export function getServices(): Promise<Services> {
  holder[key] ??= startServices()
  return holder[key]
}

async function startServices(): Promise<Services> {
  const settings = readSettings()
  const adapters = await openAdapters(settings, (message) => console.log(`[docent] ${message}`))
  return createServices(settings, adapters, await readVersion())
}

async function readVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(process.cwd(), 'package.json'), 'utf8'))
  const version = manifest !== null && typeof manifest === 'object' && 'version' in manifest ? manifest.version : null
  return typeof version === 'string' ? version : 'unknown'
}
