import { signalGroup } from '../processes/run-command.mjs'
import { say } from '../setup/report-step.mjs'

const patience = 20_000
// npm passes on a Ctrl-C that the terminal has sent to the whole group already: two signals this close are one.
const sameSignalWindow = 1000

/** The first signal asks the server to end, 20 seconds later or at a second signal everything it started is killed. */
export function stopServerOnSignal(child, { now = Date.now } = {}) {
  let askedAt = null
  let patienceTimer = null

  function kill() {
    signalGroup(child, 'SIGKILL')
  }

  function onSignal() {
    if (askedAt === null) {
      askedAt = now()
      say('Stopping ... (Ctrl-C again stops at once)')
      child.kill('SIGTERM')
      patienceTimer = setTimeout(kill, patience)
    } else if (now() - askedAt > sameSignalWindow) kill()
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal)
  process.once('exit', kill)
  child.once('exit', () => clearTimeout(patienceTimer))
  return {
    isStopping: () => askedAt !== null,
    /** To be called once nothing of the server is left. */
    release: () => process.off('exit', kill),
  }
}
