import './forbid-network'
import { z } from 'zod'
import { toAppError } from '@/lib/domain/app-error'
import { chunkStrategies } from '@/lib/domain/chunk'
import { documentFormats } from '@/lib/domain/document'
import type { OnParseStage } from '@/lib/domain/ports/document-parser'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import { parseDocument } from '@/lib/ingest/parse-document'
import type { ParseCommand, ParseReport } from '@/lib/ingest/process/parse-messages'
import { loadTokenCounter } from '@/lib/models/huggingface-token-counter'

/**
 * Entry point of the parser process: takes one file at a time over the channel to its parent, answers with the parsed
 * document or an error code. It has no environment, no output and no other connection (see `fork-confined`), and ends with its parent.
 */
const reportMilliseconds = 200

const command: z.ZodType<ParseCommand> = z.object({
  id: z.number(),
  request: z.object({
    path: z.string(),
    format: z.enum(documentFormats),
    source: z.string(),
    chunking: z.object({
      maxTokens: z.number(),
      tokenizerPath: z.string(),
      servedLanguages: z.array(z.string()).optional(),
      strategy: z.enum(chunkStrategies).optional(),
      maxCharacters: z.number().optional(),
    }),
    recognitionPath: z.string().optional(),
  }),
})

async function handle({ id, request }: ParseCommand): Promise<void> {
  const reporting = setInterval(() => report({ type: 'memory', residentBytes: process.memoryUsage.rss() }), reportMilliseconds)
  try {
    const parsed = await parseDocument(request, { loadTokenCounter: cachedTokenCounter, onStage: stageReporter(id) })
    report({ type: 'result', id, parsed, residentBytes: process.memoryUsage.rss() })
  } catch (error) {
    const { code, message } = toAppError(error, 'parser_crashed')
    report({ type: 'failure', id, code, message, residentBytes: process.memoryUsage.rss() })
  } finally {
    clearInterval(reporting)
  }
}

/** Pages are passed on a few times a second, the first and the last always. */
function stageReporter(id: number): OnParseStage {
  let reportedAt = 0
  return (stage, pages) => {
    if (pages === undefined) report({ type: 'stage', id, stage })
    else if (pages.done === 0 || pages.done === pages.total || Date.now() - reportedAt >= reportMilliseconds) {
      reportedAt = Date.now()
      report({ type: 'pages', id, ...pages })
    }
  }
}

function report(message: ParseReport): void {
  process.send?.(message)
}

const tokenCounters = new Map<string, Promise<TokenCounter>>()

/** The process reads many documents for one model; its tokenizer takes longer to load than a short document to cut. */
function cachedTokenCounter(tokenizerPath: string): Promise<TokenCounter> {
  const known = tokenCounters.get(tokenizerPath)
  if (known !== undefined) return known
  const loading = loadTokenCounter(tokenizerPath)
  tokenCounters.set(tokenizerPath, loading)
  loading.catch(() => tokenCounters.delete(tokenizerPath))
  return loading
}

process.on('disconnect', () => process.exit(0))
process.on('message', (message) => void handle(command.parse(message)))
