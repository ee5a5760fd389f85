const progressInterval = 10_000

/**
 * Runs one step and tells what it does, how far it is, and how long it took. In a terminal the line is rewritten in place;
 * elsewhere progress is a new line at most every ten seconds, so that logs stay short. A `lazy` step stays silent until its
 * first progress, for work that is mostly done already.
 */
export async function reportStep({ doing, done, lazy = false }, work) {
  const started = Date.now()
  let line = lazy ? null : openLine(doing)
  try {
    const result = await work((progress) => {
      line ??= openLine(doing)
      line.update(`${doing}: ${progress}`)
    })
    line?.close(`${typeof done === 'function' ? done(result) : done} (${formatSeconds(Date.now() - started)})`)
    return result
  } catch (error) {
    line?.close(`${doing}: failed after ${formatSeconds(Date.now() - started)}`)
    throw error
  }
}

export function say(text) {
  process.stdout.write(`[docent] ${text}\n`)
}

export function formatSeconds(milliseconds) {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

function openLine(doing) {
  return process.stdout.isTTY ? openTerminalLine(doing) : openLogLine(doing)
}

function openTerminalLine(doing) {
  const draw = (text) => process.stdout.write(`\r\u001b[2K${`[docent] ${text}`.slice(0, Math.max(20, (process.stdout.columns ?? 80) - 1))}`)
  draw(`${doing} ...`)
  return {
    update: draw,
    close: (text) => process.stdout.write(`\r\u001b[2K[docent] ${text}\n`),
  }
}

function openLogLine(doing) {
  say(`${doing} ...`)
  let lastShown = Date.now()
  return {
    update(text) {
      if (Date.now() - lastShown < progressInterval) return
      lastShown = Date.now()
      say(text)
    },
    close: say,
  }
}
