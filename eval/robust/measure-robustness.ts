import { setTimeout as sleep } from 'node:timers/promises'
import { AppClient } from '../running-app/app-client'
import { AppWatch } from '../running-app/app-watch'
import { type StartedApp, startApp } from '../running-app/start-app'
import type { RobustFile } from './list-files'
import { ProcessingTimes } from './processing-times'
import { type RobustnessReport, reportRobustness } from './robustness-report'
import { uploadFiles } from './upload-files'

export interface RobustnessTask {
  /** Empty; the app's own. */
  dataDirectory: string
  files: RobustFile[]
  hangMinutes: number
  log: (line: string) => void
}

const lookMilliseconds = 1_000
const slowestShown = 10

/** Starts the app, feeds it the files, waits until it is done with them, and stops it. */
export async function measureRobustness(task: RobustnessTask): Promise<RobustnessReport> {
  const app = await startApp(task.dataDirectory)
  try {
    return await measure(app, task)
  } catch (error) {
    task.log(app.output().split('\n').slice(-20).join('\n'))
    throw error
  } finally {
    await app.stop()
  }
}

async function measure(app: StartedApp, { files, hangMinutes, log }: RobustnessTask): Promise<RobustnessReport> {
  const client = new AppClient(app.url)
  const watch = new AppWatch(app, client)
  const times = new ProcessingTimes(client)
  const started = performance.now()
  const uploaded = await uploadFiles(client, files, (done) => log(`${done} of ${files.length} uploaded`))
  await waitUntilSettled(client, hangMinutes, log)
  const seconds = (performance.now() - started) / 1000
  await times.stop()
  const documents = await client.listDocuments()
  const hung = times.longerThan(hangMinutes * 60)
  return reportRobustness({ files, uploaded, documents, slowest: times.slowest(slowestShown), hung, seconds, watch: await watch.stop() })
}

/** Gives up when no document is finished for as long as one may take at most, and half as long again. */
async function waitUntilSettled(client: AppClient, hangMinutes: number, log: (line: string) => void): Promise<void> {
  let lastOpen = -1
  let lastChange = Date.now()
  while (Date.now() - lastChange < hangMinutes * 90_000) {
    const { queued, processing } = await client.readCounts()
    if (queued + processing === 0) return
    if (queued + processing !== lastOpen) {
      lastChange = Date.now()
      if ((queued + processing) % 50 === 0) log(`${queued + processing} left`)
    }
    lastOpen = queued + processing
    await sleep(lookMilliseconds)
  }
  log('gave up: nothing is finished any more')
}
