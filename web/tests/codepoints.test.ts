import { describe, expect, it } from 'vitest'
import { CodePointIndex } from '@/lib/codepoints'
import { locateQuote } from '@/features/evidence/locate'

/** The slow and plain way to count. */
function plain(text: string, point: number): number {
  return [...text].slice(0, point).join('').length
}

describe('code points to UTF-16', () => {
  const samples = [
    '',
    'просто ёлка',
    '🙂',
    'а🙂б👩‍👩‍👧в',
    'е\u0308ж',
    'x'.repeat(600) + '😀'.repeat(700) + 'конец',
  ]

  it.each(samples)('agrees with counting by hand: %#', (text) => {
    const index = new CodePointIndex(text)
    expect(index.length).toBe([...text].length)
    for (let point = 0; point <= [...text].length; point += 1) {
      expect(index.toUtf16(point)).toBe(plain(text, point))
    }
  })

  it('keeps a lone surrogate as one character', () => {
    const index = new CodePointIndex('a\uD83Db😀c')
    expect(index.toUtf16(3)).toBe(3)
    expect(index.toUtf16(4)).toBe(5)
  })

  it('moves what is outside to the ends', () => {
    const index = new CodePointIndex('🙂🙂')
    expect([index.toUtf16(-3), index.toUtf16(99)]).toEqual([0, 4])
  })
})

describe('the place of a quote', () => {
  const text = '🙂 Отпуск длится 28 дней.\nОтпуск длится\n30 дней. Ёлка.'
  const index = new CodePointIndex(text)
  const at = (start: number, end: number, quote: string) => {
    const span = locateQuote(text, index, { start, end, quote })
    return span && text.slice(span.start, span.end)
  }

  it('counts the span in code points', () => {
    expect(at(2, 24, 'Отпуск длится 28 дней.')).toBe('Отпуск длится 28 дней.')
  })

  it('forgives spaces and line breaks', () => {
    expect(at(25, 47, 'Отпуск длится 30 дней.')).toBe('Отпуск длится\n30 дней.')
  })

  it('finds the words elsewhere when the span names other words', () => {
    expect(at(0, 5, 'Отпуск длится 30 дней.')).toBe('Отпуск длится\n30 дней.')
  })

  it('finds a quote that came shortened', () => {
    expect(at(2, 24, 'Отпуск длится 28…')).toBe('Отпуск длится 28 дней.')
  })

  it('does not take a letter for the quote', () => {
    expect(at(2, 3, 'Отпуск длится всю зиму.')).toBeNull()
  })

  it('marks nothing rather than the wrong words', () => {
    expect(at(2, 24, 'Премия выплачивается ежемесячно.')).toBeNull()
  })
})
