import { llmPreset } from '@/lib/domain/llm/llm-presets'
import type { GeneratorConnection } from '@/lib/domain/ports/generator'
import { readContextSize } from '@/lib/models/generator/servers/read-context-size'

/** A server at home may load its model with another size at any time; asking it takes milliseconds. */
const keptMilliseconds = { home: 30_000, service: 3_600_000 }

/** How much the models take where no person said so: asked of their servers, and remembered for a while. */
export class ContextSizes {
  private readonly known = new Map<string, { until: number; size: Promise<number | null> }>()

  /** Never rejects: a server that does not say is given the preset's careful figure. */
  async read(connection: GeneratorConnection): Promise<number> {
    const preset = llmPreset(connection.preset ?? 'other')
    const key = `${preset.id} ${connection.baseUrl} ${connection.model}`
    let entry = this.known.get(key)
    if (!entry || entry.until < Date.now()) {
      entry = { until: Date.now() + keptMilliseconds[preset.needsKey ? 'service' : 'home'], size: readContextSize(connection) }
      this.known.set(key, entry)
    }
    return (await entry.size) ?? preset.carefulContextTokens
  }
}
