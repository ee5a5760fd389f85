import { createServer, type Server } from 'node:net'

export interface ServerPorts {
  http: number
  grpc: number
}

/**
 * Two different free ports on loopback. Both are held until both are known, so they cannot be the same. Someone else
 * may still take one before the server binds it: the caller starts again with new ones.
 */
export async function choosePorts(): Promise<ServerPorts> {
  const servers = await Promise.all([listen(), listen()])
  const [http, grpc] = servers.map(portOf)
  await Promise.all(servers.map(close))
  if (http === undefined || grpc === undefined) throw new Error('No free port on loopback')
  return { http, grpc }
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0 }, () => resolve(server))
  })
}

function portOf(server: Server): number | undefined {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : undefined
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}
