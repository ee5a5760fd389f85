import { z } from 'zod'

/** What a chunk of a stream says, whichever of the usual shapes the server gives it. */
export interface ChunkContents {
  text: string
  reasoning: string
  isFinished: boolean
  usage: { inputTokens: number | null; outputTokens: number | null } | null
}

const part = z.looseObject({ type: z.string().optional(), text: z.string().optional(), thinking: z.unknown().optional() })
const content = z.union([z.string(), z.array(part)])
/** DeepSeek, vLLM, llama.cpp and LM Studio say `reasoning_content`, Ollama and OpenRouter `reasoning`. */
const delta = z.looseObject({
  content: content.nullish().catch(null),
  reasoning_content: z.string().nullish().catch(null),
  reasoning: z.string().nullish().catch(null),
})
const choice = z.looseObject({ delta: delta.nullish().catch(null), finish_reason: z.string().nullish().catch(null) })
const usage = z.looseObject({ prompt_tokens: z.number().nullish().catch(null), completion_tokens: z.number().nullish().catch(null) })
const chunkShape = z.looseObject({ choices: z.array(choice).nullish().catch(null), usage: usage.nullish().catch(null) })

/** A chunk that has none of it (a ping, a shape nobody knows) is empty, and no failure. */
export function readChunk(value: unknown): ChunkContents {
  const chunk = chunkShape.safeParse(value).data
  const first = chunk?.choices?.[0]
  const { text, thinking } = readContent(first?.delta?.content)
  return {
    text,
    reasoning: first?.delta?.reasoning_content || first?.delta?.reasoning || thinking,
    isFinished: Boolean(first?.finish_reason),
    usage: chunk?.usage ? { inputTokens: chunk.usage.prompt_tokens ?? null, outputTokens: chunk.usage.completion_tokens ?? null } : null,
  }
}

/** Content is a text, with some servers a list of parts, among them the thinking. */
function readContent(value: z.infer<typeof content> | null | undefined): { text: string; thinking: string } {
  if (!Array.isArray(value)) return { text: value ?? '', thinking: '' }
  const thoughts = value.flatMap((item) => (item.type === 'thinking' ? z.array(part).catch([]).parse(item.thinking) : []))
  return {
    text: value.map((item) => (item.type === 'thinking' ? '' : (item.text ?? ''))).join(''),
    thinking: thoughts.map((item) => item.text ?? '').join(''),
  }
}
