import { toAppError } from '@/lib/domain/app-error'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { reportError } from '@/lib/http/report-error'
import { type DescribeOldPointsParts, describeOldPoints } from '@/lib/jobs/facts/describe-old-points'

/** Describes points of an older Docent in the background; a failure is reported, and the next start goes on. `stop` waits for its end. */
export function startDescribingPoints(parts: DescribeOldPointsParts, scope: WorkspaceScope): { stop: () => Promise<void> } {
  const controller = new AbortController()
  const work = describeOldPoints(parts, scope, controller.signal).then(
    () => undefined,
    (thrown: unknown) => reportError('describing points', toAppError(thrown)),
  )
  return {
    stop: () => {
      controller.abort()
      return work
    },
  }
}
