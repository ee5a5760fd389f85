/** A document's name: its folders stand back, its base name stands out. */
export function SourceName({ source }: { source: string }) {
  const cut = source.lastIndexOf('/') + 1
  return (
    <>
      {cut > 0 ? <span className="font-normal text-text-muted">{source.slice(0, cut)}</span> : null}
      {source.slice(cut)}
    </>
  )
}
