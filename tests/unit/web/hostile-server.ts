import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

export interface HostileServer {
  port: number
  /** `127.0.0.1:port`, as `allowPrivateAddresses` takes it. */
  host: string
  url: string
  /** Paths in the order in which they were asked for. */
  requests: string[]
  headers: Array<Record<string, unknown>>
  connections: () => number
}

/** A real HTTP server on loopback whose answers a test writes, byte for byte where it wants; it ends with the test. */
export async function startHostileServer(answer: Answer, address = '127.0.0.1', port = 0): Promise<HostileServer> {
  const requests: string[] = []
  const headers: Array<Record<string, unknown>> = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    headers.push(request.headers)
    answer(request, response)
  })
  server.on('connection', (socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(port, address, resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port: actual } = server.address() as AddressInfo
  return { port: actual, host: `${address}:${actual}`, url: `http://${address}:${actual}`, requests, headers, connections: () => connections }
}

/** Writes `piece` until the other side hangs up. */
export function writeForEver(response: ServerResponse, piece: Buffer): void {
  const write = () => {
    while (!response.destroyed && response.write(piece));
    if (!response.destroyed) response.once('drain', write)
  }
  write()
}
