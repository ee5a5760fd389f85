import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'

/** https://sqlite.org/rescode.html#full */
const sqliteFull = '13'

const busyAttempts = 5
const firstPauseMilliseconds = 40

/** Prisma's codes that mean something to a caller; every other failure is `database_failed`. */
const meaningfulCodes: Record<string, ErrorCode> = {
  P2002: 'conflict',
  P2003: 'not_found',
  P2025: 'not_found',
}

/**
 * Runs one statement or one transaction and turns whatever it throws into an `AppError`. A locked database (a backup
 * or another program at work) is asked again a few times: a refused statement or transaction has changed nothing.
 * `name` says in logs what was tried; it must not hold anything a person wrote.
 */
export async function runDatabaseOperation<Result>(name: string, operation: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await operation()
    } catch (error) {
      if (error instanceof AppError) throw error
      if (!isBusy(error) || attempt === busyAttempts) throw wrapDatabaseError(name, error)
      await sleep(firstPauseMilliseconds * 2 ** attempt)
    }
  }
}

function wrapDatabaseError(name: string, error: unknown): AppError {
  const code = prismaCode(error)
  return new AppError(meaningfulCodes[code] ?? passingTrouble(error) ?? 'database_failed', `${name} failed${code === '' ? '' : ` (${code})`}`, { cause: error })
}

/** By shape, not by class: a bundler may load Prisma's classes twice. */
function prismaCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/** What is not the statement's fault and passes by itself, or as soon as someone makes room. */
function passingTrouble(error: unknown): ErrorCode | null {
  if (isBusy(error)) return 'database_busy'
  return isDiskFull(error) ? 'disk_full' : null
}

function isBusy(error: unknown): boolean {
  if (prismaCode(error) === 'P1008' || prismaCode(error).startsWith('SQLITE_BUSY')) return true
  const cause = error instanceof Error ? error.cause : undefined
  return typeof cause === 'object' && cause !== null && 'kind' in cause && cause.kind === 'SocketTimeout'
}

/** SQLITE_FULL, as the driver says it and as Prisma wraps it. */
function isDiskFull(error: unknown): boolean {
  if (prismaCode(error) === 'SQLITE_FULL') return true
  const adapterError = (error as { meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } } | null)?.meta?.driverAdapterError
  return adapterError?.cause?.originalCode === sqliteFull
}
