const places = ['Busan', 'Gangneung', 'Jeju', 'Suwon', 'Daejeon', 'Ulsan', 'Mokpo', 'Andong', 'Sokcho', 'Pohang']

/** Distinct documents of several chunks each, so that an ingest of them takes long enough to be interrupted. */
export function makeDocuments(count: number): Array<{ name: string; bytes: string }> {
  return Array.from({ length: count }, (_, index) => {
    const place = places[index % places.length]
    const sections = Array.from({ length: 6 }, (__, section) => {
      const sentences = Array.from(
        { length: 12 },
        (___, line) =>
          `In station ${index} of ${place}, gauge ${section}-${line} read ${(index * 7 + section * 13 + line) % 97} millimetres of rain on that day.`,
      )
      return `## Section ${section} of report ${index}\n\n${sentences.join(' ')}`
    })
    return { name: `reports/${place}/report-${String(index).padStart(3, '0')}.md`, bytes: `# Rain report ${index} from ${place}\n\n${sections.join('\n\n')}\n` }
  })
}
