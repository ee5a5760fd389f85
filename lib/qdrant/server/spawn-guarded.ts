import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/*
 * Starts a program that cannot outlive this process, not even when this process is killed with SIGKILL.
 *
 * A small shell stands between: it holds the read end of a pipe whose write end only this process has. When the pipe
 * closes, because `stop` closed it or because the kernel did, the guard in the shell sends SIGINT, after three seconds
 * SIGTERM and after ten SIGKILL. (On SIGTERM Qdrant waits five seconds for idle connections; on SIGINT it does not, and
 * what was acknowledged is in its log either way.) An orderly stop and a crash so take the same way. The guard reads with the shell's own `read`, so
 * nothing but a `sleep` of at most one second can be left when the program ends first. The shell leaves with the
 * program's exit code.
 *
 * Rejected: PR_SET_PDEATHSIG (no way to set it from Node), an exit hook (does not run on SIGKILL), a process file that the
 * next start cleans up (the server would go on until then).
 *
 * The group is its own session, so Ctrl-C in a terminal does not reach the program before the app has finished with it.
 */
const guardScript = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(
  while read -r line; do :; done
  kill -INT "$server" || exit 0
  waited=0
  while [ "$waited" -lt 10 ] && kill -0 "$server"; do
    [ "$waited" -eq 3 ] && kill -TERM "$server"
    sleep 1
    waited=$((waited + 1))
  done
  kill -KILL "$server"
) <&3 3<&- 2>/dev/null &
guard=$!
exec 3<&- </dev/null
wait "$server"
code=$?
kill "$guard" 2>/dev/null
exit "$code"
`

/** The guard needs ten seconds until it kills; this is for the case that the guard itself is gone. */
const killGroupAfterMilliseconds = 12_000

export interface GuardedProcess {
  /** Resolves with the exit code (128 + signal number when a signal ended it, -1 when it could not be started). */
  exited: Promise<number>
  hasExited(): boolean
  /** Politely at first, SIGKILL after ten seconds. Resolves when it is gone. */
  stop(): Promise<void>
}

export interface GuardedProgram {
  path: string
  workingDirectory: string
  environment: Record<string, string>
  /** Output is appended here. */
  logPath: string
}

export function spawnGuarded(program: GuardedProgram): GuardedProcess {
  const log = openSync(program.logPath, 'a', 0o600)
  let shell: ChildProcess
  try {
    shell = spawn('/bin/sh', ['-c', guardScript, 'docent-qdrant', program.path], {
      cwd: program.workingDirectory,
      // NODE_ENV is required by the type that Next declares for every environment; it is not passed on.
      env: program.environment as NodeJS.ProcessEnv,
      stdio: ['pipe', log, log],
      detached: true,
    })
  } finally {
    closeSync(log)
  }
  return guard(shell)
}

function guard(shell: ChildProcess): GuardedProcess {
  let isGone = false
  // Writing never happens, so the only error here is the pipe closing early, which `exit` reports as well.
  shell.stdin?.on('error', () => undefined)
  const exited = new Promise<number>((resolve) => {
    const finish = (code: number) => {
      isGone = true
      // A shell that was killed alone leaves its guard: closing the pipe makes it stop the program.
      shell.stdin?.destroy()
      resolve(code)
    }
    shell.once('error', () => finish(-1))
    shell.once('exit', (code) => finish(code ?? 137))
  })
  return {
    exited,
    hasExited: () => isGone,
    async stop() {
      shell.stdin?.destroy()
      const timer = setTimeout(() => killGroup(shell), killGroupAfterMilliseconds)
      await exited
      clearTimeout(timer)
    },
  }
}

function killGroup(shell: ChildProcess): void {
  if (shell.pid === undefined) return
  try {
    process.kill(-shell.pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
