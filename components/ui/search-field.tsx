interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="h-8 w-full rounded border border-hairline-strong bg-surface px-2.5 text-sm text-ink placeholder:text-ink-faint sm:w-64"
    />
  );
}
