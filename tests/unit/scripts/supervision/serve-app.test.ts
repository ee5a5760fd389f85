import { afterEach, describe, expect, it } from 'vitest'
import { createStandInProject, findFreePort, isAlive, StartedProgram } from './stand-in-project'

const answering = `
const { spawn } = require('node:child_process')
const port = process.argv[process.argv.indexOf('-p') + 1]
console.log('▲ Next.js 16')
console.log('- Local: http://127.0.0.1')
const helper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
console.log('[docent] own ' + process.pid + ' left ' + helper.pid + ' ipc ' + typeof process.send)
require('node:http').createServer((request, response) => response.end('{"status":"ok"}')).listen(port, '127.0.0.1', () => console.log('✓ Ready in 1ms'))
`
const stopsOrderly = `${answering}
let signals = 0
process.on('SIGTERM', () => { signals += 1; setTimeout(() => { console.log('[docent] signals ' + signals); process.exit(0) }, 200) })
process.on('disconnect', () => process.exit(0))
`
const ignoresSignals = `${answering}
process.on('SIGTERM', () => console.log('[docent] refusing'))
`

const cleanups: Array<() => void> = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

async function serve(server: string): Promise<StartedProgram> {
  const project = createStandInProject(server)
  const program = new StartedProgram(process.execPath, ['serve.mjs'], { cwd: project.root, env: { PORT: String(await findFreePort()) } })
  cleanups.push(project.remove, () => program.child.kill('SIGKILL'))
  return program
}

async function processesOf(program: StartedProgram): Promise<number[]> {
  const [, own = '', left = ''] = await program.waitFor(/own (\d+) left (\d+) ipc function/)
  return [Number(own), Number(left)]
}

async function expectGone(processIds: number[]): Promise<void> {
  await expect.poll(() => processIds.filter(isAlive)).toEqual([])
}

describe('serveApp', () => {
  it('prints one line with the address, shows the steps of the app and not the banner', async () => {
    const program = await serve(stopsOrderly)
    await program.waitFor(/Docent is ready at http:\/\/127\.0\.0\.1:\d+ .*Ctrl-C stops it/)
    expect(program.output).toContain('[docent] own')
    expect(program.output).not.toMatch(/Next\.js|Local:|Ready in/)
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
  })

  it('takes a Ctrl-C that arrives twice as one, ends with 0 and leaves nothing behind', async () => {
    const program = await serve(stopsOrderly)
    const started = await processesOf(program)
    await program.waitFor(/ready at/)
    program.signalGroup('SIGINT')
    program.child.kill('SIGINT')
    expect(await program.ended).toBe(0)
    expect(program.output).toContain('[docent] signals 1')
    await expectGone(started)
  })

  it('kills at once what refuses to stop when Ctrl-C comes a second time', async () => {
    const program = await serve(ignoresSignals)
    const started = await processesOf(program)
    await program.waitFor(/ready at/)
    program.child.kill('SIGINT')
    await program.waitFor(/refusing/)
    await new Promise((resolve) => setTimeout(resolve, 1200))
    program.child.kill('SIGINT')
    expect(await program.ended).toBe(0)
    await expectGone(started)
  })

  it('lets the app notice when the supervisor itself is killed', async () => {
    const program = await serve(stopsOrderly)
    const [own = 0, left = 0] = await processesOf(program)
    cleanups.push(() => isAlive(left) && process.kill(left, 'SIGKILL'))
    await program.waitFor(/ready at/)
    program.child.kill('SIGKILL')
    await expectGone([own])
  })

  it('tells why the app did not start, without a stack, and ends with 1', async () => {
    const program = await serve("throw new Error('Another Docent is using this data directory.')")
    expect(await program.ended).toBe(1)
    expect(program.output).toMatch(/Docent could not start\.\n[\s\S]*Another Docent is using this data directory\./)
    expect(program.output).not.toMatch(/^\s+at /m)
  })

  it('goes on asking when an answer breaks off in the middle and never ends', async () => {
    const program = await serve(
      stopsOrderly.replace('response.end(\'{"status":"ok"}\')', "global.asked ? response.end('{}') : ((global.asked = true), response.write('{'))"),
    )
    await program.waitFor(/ready at/)
    program.child.kill('SIGTERM')
    expect(await program.ended).toBe(0)
  })

  it('says so and ends with 1 when the app dies later, and clears what it left', async () => {
    const program = await serve(`${answering}\nsetTimeout(() => process.exit(7), 1500)`)
    const started = await processesOf(program)
    expect(await program.ended).toBe(1)
    expect(program.output).toContain('The app stopped unexpectedly (exit code 7)')
    await expectGone(started)
  })
})
