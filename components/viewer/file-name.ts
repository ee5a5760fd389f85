/** The last part of a document's label: "reports/2024/q3.pdf" is shown as "q3.pdf". */
export function fileName(source: string): string {
  return source.split('/').findLast((part) => part !== '') ?? source
}
