/**
 * Sums a report of Vitest's JSON reporter. A test file that failed before any of its tests could run counts as one failure,
 * so that "0 failed" always means that everything was run.
 */
export function countTests(report) {
  const unloadable = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'))
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Asks a model whose weights a person names (DOCENT_TEST_GGUF); no machine has them by itself. */
const needsWeights = /[\\/]small-model\.test\.ts$/

/**
 * For runs that must not leave the browser out (DOCENT_REQUIRE_BROWSER=1): a sentence when end-to-end tests were skipped or absent, else
 * null. `hasWeights`: the weights of a small model were named, so that its test must have run too.
 */
export function describeMissingEndToEnd(report, hasWeights = false) {
  const files = report.testResults.filter((file) => /[\\/]tests[\\/]e2e[\\/]/.test(file.name) && (hasWeights || !needsWeights.test(file.name)))
  const tests = files.flatMap((file) => file.assertionResults)
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed')
  if (tests.length === 0) return 'Browser tests are required here, and none was run.'
  return skipped.length > 0 ? `Browser tests are required here, and these were skipped: ${skipped.map((test) => test.fullName).join('; ')}` : null
}

/** True when these arguments of Vitest leave the end-to-end tests out, so that no built app is needed. */
export function leavesOutEndToEnd(vitestArguments) {
  const projects = vitestArguments.flatMap((argument, index) => {
    if (argument.startsWith('--project=')) return [argument.slice('--project='.length)]
    return argument === '--project' ? [vitestArguments[index + 1] ?? ''] : []
  })
  if (projects.length > 0) return !projects.some((project) => project === 'e2e' || project.includes('*') || project.startsWith('!'))
  const filters = vitestArguments.filter((argument) => /^(\.\/)?tests\//.test(argument))
  return filters.length > 0 && filters.every((filter) => /^(\.\/)?tests\/(unit|contract|architecture)\b/.test(filter))
}
