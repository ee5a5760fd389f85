/** Prints one finished step of the start with its time, in the form that `npm start` passes on. */
export async function runStartStep<Result>(describe: (result: Result) => string, step: () => Promise<Result>): Promise<Result> {
  const started = performance.now()
  const result = await step()
  console.log(`[docent] ${describe(result)} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  return result
}
