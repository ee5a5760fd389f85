import { createInterface } from 'node:readline'

const keptLines = 60
const bannerPatterns = [/^\s*▲ Next\.js/, /^\s*- (Local|Network|Environments?|Experiments)\b/, /^\s*✓ (Starting|Ready in|Running next\.config)/, /^\s*$/]
const stackFrame = /^\s+at (?:.*[(:]|ignore-listed frames)/

/** Next's own start-up lines, which would name a second address and a second "ready". */
export function isBanner(line) {
  return bannerPatterns.some((pattern) => pattern.test(line))
}

/**
 * Shows the server's output line by line, without Next's banner and without stack frames: in a built app they name bundles, and a
 * stranger's request (TRACE, an unknown server action) can make Next print them. Until `markReady` is called, stderr is kept,
 * and `lastWords` returns what it wrote last, so that a failed start can be told in its own sentence.
 */
export function showServerOutput(child) {
  const errorLines = []
  let ready = false
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (ready || !isBanner(line)) process.stdout.write(`${line}\n`)
  })
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (ready) {
      if (!isStackLine(line)) process.stderr.write(`${line}\n`)
      return
    }
    errorLines.push(line)
    if (errorLines.length > keptLines) errorLines.shift()
  })
  return {
    lastWords: () => readableLines(errorLines),
    markReady() {
      ready = true
      for (const line of readableLines(errorLines)) process.stderr.write(`${line}\n`)
    },
  }
}

/** The lines a person can use: no stack frames, no source excerpts of errors, no braces left over from printed objects. */
export function readableLines(lines) {
  return lines.filter((line) => line.trim() && !isStackLine(line) && !isBanner(line))
}

function isStackLine(line) {
  return stackFrame.test(line) || /^\s*[{}\]],?\s*$/.test(line)
}
