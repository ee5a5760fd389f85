interface ChoiceFieldProps<Value extends string> {
  label: string
  name: string
  value: Value
  options: ReadonlyArray<{ value: Value; label: string }>
  onChange: (value: Value) => void
}

/** A few options of which one is chosen, under their label as the fields of a form stand. */
export function ChoiceField<Value extends string>({ label, name, value, options, onChange }: ChoiceFieldProps<Value>) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex w-fit max-w-full flex-wrap gap-1 rounded-[10px] bg-surface p-1">
        {options.map((option) => (
          <label
            key={option.value}
            className="relative flex min-h-8 items-center rounded-lg px-3 text-sm font-medium text-text-muted transition-colors has-checked:bg-accent-soft has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent hover:text-text"
          >
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} className="sr-only" />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
