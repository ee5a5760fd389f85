import { spawn } from 'node:child_process'

/** Runs a Node program with this terminal as its own and resolves with its exit code. Ctrl-C reaches it directly; SIGTERM and SIGHUP are passed on. */
export function runForeground(nodeArguments, { cwd, env = process.env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, nodeArguments, { cwd, env, stdio: 'inherit' })
    const passOn = (signal) => child.kill(signal)
    const wait = () => {}
    process.on('SIGINT', wait)
    process.on('SIGTERM', passOn)
    process.on('SIGHUP', passOn)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.off('SIGINT', wait)
      process.off('SIGTERM', passOn)
      process.off('SIGHUP', passOn)
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143))
    })
  })
}
