import { stopRunningCommands } from './run-command.mjs'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Until the returned function is called, a signal ends what `runCommand` started, then this process (128 + the signal's number,
 * as shells expect). Used while things are prepared; the running app has its own way to stop.
 */
export function stopOnSignal(beforeExit = () => {}) {
  let stopping = false
  async function stop(signal) {
    if (stopping) return
    stopping = true
    process.stdout.write('\n[docent] Stopping ...\n')
    await stopRunningCommands()
    beforeExit()
    process.exit(signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 129)
  }
  for (const signal of signals) process.on(signal, stop)
  return () => {
    for (const signal of signals) process.off(signal, stop)
  }
}
