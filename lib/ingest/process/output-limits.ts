import { AppError } from '@/lib/domain/app-error'

/**
 * The most that one file may become. The web server holds a whole parsed document while it is embedded; at these limits that is
 * about 200 MB. The longest real document at hand, 2,415 pages, has 7 million characters.
 */
export const outputLimits = { characters: 20_000_000, blocks: 1_000_000, chunks: 100_000 }

/** Errors: parse_output_exceeded. */
export function expectWithinOutputLimits(output: Partial<Record<keyof typeof outputLimits, number>>, limits = outputLimits): void {
  for (const [name, count] of Object.entries(output)) {
    const most = limits[name as keyof typeof outputLimits]
    if (count > most) throw new AppError('parse_output_exceeded', `The file became more than ${most} ${name}`)
  }
}
