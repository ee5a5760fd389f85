import { connect, createServer } from 'node:net'
import { ClearError } from '../setup/clear-error.mjs'

/** Throws one sentence when the app could not listen at this address. Asked before the long steps, so that nobody waits for a refusal. */
export async function checkPort(port, host) {
  const code = (await tryToListen(port, host)) ?? ((await isAnswering(port, host)) ? 'EADDRINUSE' : null)
  if (code) throw new ClearError(describeListenFailure(code, port, host))
}

export function describeListenFailure(code, port, host) {
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use by another program. Set PORT to a free one, for example: PORT=${port < 65_535 ? port + 1 : 3000} npm start`
  if (code === 'EACCES') return `Port ${port} may not be used by this account. Set PORT to a number above 1023, for example: PORT=3000 npm start`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `HOST=${host} is not an address of this machine. Leave HOST away to serve on 127.0.0.1.`
  return `Port ${port} on ${host} cannot be used (${code}). Set PORT to another one.`
}

function tryToListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(error.code ?? error.message))
    server.listen({ port, host: withoutBrackets(host) }, () => server.close(() => resolve(null)))
  })
}

/** Some systems let a program listen on 127.0.0.1 although another has the same port on every address; requests would then go astray. */
function isAnswering(port, host) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: localAddress(host), timeout: 500 })
    const finish = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => finish(true))
    socket.once('timeout', () => finish(false))
    socket.once('error', () => finish(false))
  })
}

export function withoutBrackets(host) {
  return host.replace(/^\[(.*)\]$/, '$1')
}

/** An address of `host` that this machine itself can call: "every address" becomes the loopback one. */
export function localAddress(host) {
  const bare = withoutBrackets(host)
  if (bare === '0.0.0.0') return '127.0.0.1'
  if (bare === '::') return '::1'
  return bare
}
