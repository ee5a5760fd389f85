import { readSettings, type Settings } from '@/lib/config/settings'
import { type AppError, toAppError } from '@/lib/domain/app-error'
import { errorCatalog } from '@/lib/domain/error-catalog'
import { reportError } from '@/lib/http/report-error'
import { getServices } from '@/lib/services'

const forcedExitMilliseconds = 15_000

/**
 * Starts everything before the server takes its first request. When that fails, a person gets sentences, not a stack,
 * and the process ends: half an app would only hide the reason.
 */
export async function startServicesOrExit(): Promise<void> {
  try {
    refuseOpenAddress(readSettings())
    const services = await getServices()
    stopWithProcess(() => services.stop())
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code === 'internal_error') reportError('start', error)
    console.error(`[docent] Docent could not start. ${describe(error)}`)
    process.exit(1)
  }
}

function describe(error: AppError): string {
  if (error.code === 'internal_error') return `${error.message}: ${error.cause instanceof Error ? error.cause.message : ''}`
  return error.code === 'invalid_request' ? error.message : `${errorCatalog[error.code].en} (${error.message})`
}

function refuseOpenAddress(settings: Settings): void {
  const isLoopback = settings.host === 'localhost' || settings.host === '::1' || settings.host.startsWith('127.')
  if (isLoopback || settings.allowOpen) return
  console.error(`[docent] HOST=${settings.host} would let everyone on the network read your documents: there are no accounts yet.`)
  console.error('[docent] Set DOCENT_ALLOW_OPEN=1 if something in front of Docent keeps strangers out.')
  process.exit(1)
}

/** Ends in order on Ctrl-C, on a polite kill, and when the process that started this one is gone. */
function stopWithProcess(stop: () => Promise<void>): void {
  let isStopping = false
  const end = () => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(1), forcedExitMilliseconds).unref()
    stop().then(
      () => process.exit(0),
      (thrown) => {
        reportError('stop', toAppError(thrown))
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  process.on('disconnect', end)
}
