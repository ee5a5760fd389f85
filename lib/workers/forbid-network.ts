import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

/**
 * Loaded before anything else in a process that reads strangers' files: whatever a library is talked into, no socket is opened and
 * no name is looked up. Every client of Node (http, https, http2, tls, fetch) connects through `Socket.prototype.connect`. Code
 * that is out to break this can (it is JavaScript against JavaScript); where the system allows, the process has no network either.
 */
function refuse(): never {
  throw Object.assign(new Error('This process has no network'), { code: 'ERR_ACCESS_DENIED' })
}

function refuseAll(target: object): void {
  for (const name of Object.getOwnPropertyNames(target)) {
    // What is fixed already was fixed here: a process loads this first by an option, and once more as part of its program.
    const isFixed = Object.getOwnPropertyDescriptor(target, name)?.configurable === false
    if (/^(?:lookup|resolve|reverse|connect|bind|send|listen)/.test(name) && !isFixed)
      Object.defineProperty(target, name, { value: refuse, configurable: false, writable: false })
  }
}

refuseAll(net.Socket.prototype)
refuseAll(net.Server.prototype)
refuseAll(dgram.Socket.prototype)
for (const resolver of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype, Object.getPrototypeOf(dns.Resolver.prototype)])
  refuseAll(resolver)
for (const name of ['WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name)
// Left in place for libraries that look for it when they are loaded, and then load another one.
globalThis.fetch = async () => refuse()
syncBuiltinESMExports()
