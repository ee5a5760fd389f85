import { networkInterfaces } from 'node:os'
import { localAddress, withoutBrackets } from './check-port.mjs'

/** The address to open in a browser, for example "http://127.0.0.1:3000". */
export function localUrl(host, port) {
  return formatUrl(localAddress(host), port)
}

/** All addresses worth printing: the local one, and for "every address" also this machine's first one in the network. */
export function printableUrls(host, port, interfaces = networkInterfaces()) {
  const urls = [localUrl(host, port)]
  if (!['0.0.0.0', '::'].includes(withoutBrackets(host))) return urls
  const outside = Object.values(interfaces)
    .flat()
    .find((entry) => entry && !entry.internal && entry.family === 'IPv4')
  return outside ? [...urls, formatUrl(outside.address, port)] : urls
}

function formatUrl(address, port) {
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`
}
