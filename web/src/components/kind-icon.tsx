import type { ReactElement } from 'react'

/** A sheet of paper that says what it is: PDF, DOCX, XLSX. */
export function KindIcon({ kind }: { kind: string }): ReactElement {
  const label = kind.replace(/^\./, '').toUpperCase().slice(0, 4)
  return (
    <svg width="30" height="36" viewBox="0 0 30 36" aria-hidden className="shrink-0">
      <path
        d="M3.5.5h16l7 7v25a3 3 0 0 1-3 3h-20a3 3 0 0 1-3-3v-29a3 3 0 0 1 3-3Z"
        className="fill-surface stroke-line-strong"
        strokeWidth="1"
      />
      <path d="M19.5.5v5a2 2 0 0 0 2 2h5" className="fill-none stroke-line-strong" />
      <text
        x="13.5"
        y="25"
        textAnchor="middle"
        className="fill-ink-2 font-sans"
        fontSize="8"
        fontWeight="600"
        letterSpacing="0.2"
      >
        {label}
      </text>
    </svg>
  )
}
