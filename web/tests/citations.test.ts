import { describe, expect, it } from 'vitest'
import { holdHalfMarker, splitCitations, withoutCitations } from '@/lib/markdown/citations'
import { lex } from '@/lib/markdown/blocks'
import { type Marking, runsOf } from '@/lib/markdown/support'

describe('citation markers', () => {
  it('become numbers, several in a row and in one bracket', () => {
    expect(splitCitations('28 дней [1][2]. Ещё [3, 4]')).toEqual([
      { kind: 'text', text: '28 дней' },
      { kind: 'citation', n: 1 },
      { kind: 'citation', n: 2 },
      { kind: 'text', text: '. Ещё' },
      { kind: 'citation', n: 3 },
      { kind: 'citation', n: 4 },
    ])
  })

  it.each(['[]', '[a]', '[1', '[1234]', 'array[i]'])('leaves %s as words', (text) => {
    expect(splitCitations(text)).toEqual([{ kind: 'text', text }])
  })

  it('are dropped from what is copied', () => {
    expect(withoutCitations('Да [1], нет [2].')).toBe('Да, нет.')
  })

  it.each([
    ['дней [', 'дней'],
    ['дней [1', 'дней'],
    ['дней [1, ', 'дней'],
    ['дней [1]', 'дней [1]'],
    ['массив [a', 'массив [a'],
  ])('half of one is held back while it streams: %s', (text, shown) => {
    expect(holdHalfMarker(text)).toBe(shown)
  })
})

describe('support of sentences', () => {
  const unsupported = (text: string, marking: Marking) => {
    const paragraph = lex(text)[0] as { tokens: Parameters<typeof runsOf>[0] }
    return runsOf(paragraph.tokens, marking)
      .filter((run) => !run.supported)
      .map((run) =>
        run.tokens
          .map((token) => token.raw)
          .join('')
          .trim(),
      )
  }
  const text =
    'Возможно, отпуск делится на три части. Лимит составляет **60 000** ₽ [3]. Так принято везде и всегда.'

  it('by sentences each needs a marker of its own', () => {
    expect(unsupported(text, 'sentences')).toEqual([
      'Возможно, отпуск делится на три части.',
      'Так принято везде и всегда.',
    ])
  })

  it('by blocks only what follows the last marker lacks it', () => {
    expect(unsupported(text, 'blocks')).toEqual(['Так принято везде и всегда.'])
  })

  it('a stop of an abbreviation ends no sentence', () => {
    expect(
      unsupported('Это сказано в п. 3 положения и в ст. 115 кодекса [1].', 'sentences'),
    ).toEqual([])
  })

  it('a marker after the stop belongs to the sentence before it', () => {
    expect(
      unsupported('Отпуск длится тридцать дней. [1] Премия платится раз в год. [2]', 'sentences'),
    ).toEqual([])
  })

  it('words that introduce a list are no statement', () => {
    expect(unsupported('Чтобы оформить отпуск, нужно сделать следующее:', 'sentences')).toEqual([])
  })
})
