/** A size in the words of the language: 1,4 МБ. Binary steps, as file managers count. */
export function formatBytes(bytes: number, language: string): string {
  const units = language === 'ru' ? ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'] : ['B', 'KB', 'MB', 'GB', 'TB']
  let value = bytes
  let step = 0
  while (value >= 1024 && step < units.length - 1) {
    value /= 1024
    step += 1
  }
  const digits = step === 0 || value >= 100 ? 0 : 1
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)
  return `${number}\u00A0${units[step] ?? ''}`
}

/** 12 марта 2026 */
export function formatDate(iso: string, language: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return ''
  const text = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(date)
  return text.replace(/\s?г\.$/, '')
}

/** 12.03.2026 */
export function formatDateShort(iso: string, language: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return ''
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru' : 'en-GB', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(date)
}

export function formatPercent(share: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(
    Math.min(1, Math.max(0, share)),
  )
}

/** 840 мс, 1,2 с */
export function formatDuration(ms: number, language: string): string {
  const ru = language === 'ru'
  if (ms < 1000) return `${Math.round(ms)}\u00A0${ru ? 'мс' : 'ms'}`
  const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(ms / 1000)
  return `${seconds}\u00A0${ru ? 'с' : 's'}`
}
