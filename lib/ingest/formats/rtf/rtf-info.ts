import type { DocumentMetadata } from '@/lib/domain/normalized-document'
import { describeOrigin } from '../../text/document-metadata'

/** Control words of a date, from the year to the minute. */
export const dateUnits = ['yr', 'mo', 'dy', 'hr', 'min'] as const
export type DateUnit = (typeof dateUnits)[number]

/** The group `\\info`: title, author, and when the document was made and last saved. */
export class RtfInfo {
  title = ''
  private author = ''
  private readonly dates = { creatim: new Map<DateUnit, number>(), revtim: new Map<DateUnit, number>() }

  append(text: string, destinations: Set<string>): void {
    if (destinations.has('title')) this.title += text
    else if (destinations.has('author')) this.author += text
  }

  setDate(unit: DateUnit, value: number, destinations: Set<string>): void {
    if (destinations.has('creatim')) this.dates.creatim.set(unit, value)
    else if (destinations.has('revtim')) this.dates.revtim.set(unit, value)
  }

  get metadata(): DocumentMetadata {
    return describeOrigin({ author: this.author, writtenAt: written(this.dates.creatim), modifiedAt: written(this.dates.revtim) })
  }
}

function written(date: Map<DateUnit, number>): string {
  const [year, month, day, hour, minute] = dateUnits.map((unit) => String(date.get(unit) ?? 0).padStart(2, '0'))
  return `${year}-${month}-${day} ${hour}:${minute}`
}
