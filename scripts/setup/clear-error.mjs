/** A failure whose message is a sentence for the person who started the command; it is printed without a stack. */
export class ClearError extends Error {
  name = 'ClearError'
}

/** Runs a command's main function. A `ClearError` becomes its sentence and exit code 1; anything else is a defect and keeps its stack. */
export async function runMain(main) {
  ignoreClosedOutput()
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    process.stderr.write(error instanceof ClearError ? `\n[docent] ${error.message}\n` : `\n[docent] Unexpected failure: ${error?.stack ?? error}\n`)
    process.exitCode = 1
  }
}

/** The reader of our output may go away first (a closed terminal, `| head`); that must not stop an orderly shutdown. */
function ignoreClosedOutput() {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
    })
}
