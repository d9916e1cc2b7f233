import { describe, expect, it } from 'vitest'
import { en } from '@/i18n/en'
import { ru } from '@/i18n/ru'

function keys(tree: object, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? keys(value, `${path}${key}.`) : [`${path}${key}`],
  )
}

function values(tree: object): string[] {
  return Object.values(tree).flatMap((value: unknown) =>
    typeof value === 'object' && value !== null ? values(value) : [String(value)],
  )
}

const PLURAL = /_(one|few|many|other)$/
const base = (list: string[]) => [...new Set(list.map((key) => key.replace(PLURAL, '')))].sort()

describe('translations', () => {
  it('have the same keys', () => {
    expect(base(keys(en))).toEqual(base(keys(ru)))
  })

  it.each([
    ['ru', ru],
    ['en', en],
  ] as const)('have every plural form of %s', (language, tree) => {
    const all = keys(tree)
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const key of base(all.filter((item) => PLURAL.test(item)))) {
      for (const form of forms) expect(all).toContain(`${key}_${form}`)
    }
  })

  it('leave no value empty and name the same variables', () => {
    expect(values(ru).filter((text) => text.trim() === '')).toEqual([])
    const variables = (text: string) =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]).sort()
    const flat = (tree: object) => new Map(keys(tree).map((key, i) => [key, values(tree)[i] ?? '']))
    const english = flat(en)
    for (const [key, text] of flat(ru)) {
      const twin = english.get(key)
      if (twin !== undefined) expect(variables(twin), key).toEqual(variables(text))
    }
  })
})
