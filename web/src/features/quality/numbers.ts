/** 96,7% of a share; a dash where nothing was measured. */
export function share(value: number | null | undefined, language: string): string {
  if (value === null || value === undefined) return '–'
  return new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(value)
}

/** −1,2 of a difference of shares, in percentage points. */
export function points(value: number, language: string): string {
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(value * 100)
}

/** 12.03, 14:05 */
export function moment(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru' : 'en-GB', {
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso))
}
