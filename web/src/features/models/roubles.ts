/** 12,40 ₽; what is less than a kopeck is not rounded away to nothing. */
export function formatRub(rub: number, language: string): string {
  const digits = rub > 0 && rub < 0.01 ? 4 : 2
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'RUB',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: rub === 0 ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(rub)
}
