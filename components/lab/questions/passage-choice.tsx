import { fileName } from '@/components/viewer/file-name'
import type { Passage } from '@/lib/domain/passage'

interface PassageChoiceProps {
  label: string
  passages: Passage[]
  isChosen: (passage: Passage) => boolean
  onToggle: (passage: Passage) => void
}

/** Passages to tick, each with enough of its text to know it by. */
export function PassageChoice({ label, passages, isChosen, onToggle }: PassageChoiceProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex max-h-80 flex-col overflow-y-auto rounded-xl border border-border">
        {passages.map((passage) => (
          <label
            key={passage.pointId}
            className="relative flex cursor-pointer gap-3 border-t border-border px-3 py-2.5 text-sm first:border-t-0 has-checked:bg-success-soft hover:bg-surface-hover"
          >
            <input type="checkbox" checked={isChosen(passage)} onChange={() => onToggle(passage)} className="mt-1 size-4 shrink-0 accent-accent" />
            <span className="min-w-0 flex-1">
              <span className="block font-medium wrap-anywhere">{[fileName(passage.source), passage.section].filter(Boolean).join(' · ')}</span>
              <span lang={passage.language === 'und' ? undefined : passage.language} dir="auto" className="line-clamp-3 wrap-anywhere text-text-muted">
                {passage.text}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
