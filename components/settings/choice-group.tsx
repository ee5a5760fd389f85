interface ChoiceGroupProps<Value extends string> {
  label: string
  name: string
  value: Value
  options: ReadonlyArray<{ value: Value; label: string; lang?: string }>
  onChange: (value: Value) => void
}

/** A few options side by side, of which one is chosen: radio buttons drawn as one control. */
export function ChoiceGroup<Value extends string>({ label, name, value, options, onChange }: ChoiceGroupProps<Value>) {
  return (
    <fieldset className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[12rem_1fr] sm:items-center">
      <legend className="float-left text-sm text-text-muted">{label}</legend>
      <div className="flex w-fit flex-wrap gap-1 rounded-[10px] bg-surface p-1">
        {options.map((option) => (
          <label
            key={option.value}
            lang={option.lang}
            className="relative flex h-8 items-center rounded-lg px-3 text-sm font-medium text-text-muted transition-colors has-checked:bg-accent-soft has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent hover:text-text"
          >
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} className="sr-only" />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
