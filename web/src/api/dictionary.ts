import { getJson, queryString, send, sendJson } from './client'
import type {
  DictionaryEntry,
  DictionaryImport,
  DictionaryKind,
  DictionaryPage,
  NewDictionaryEntry,
} from './types'

export interface DictionaryFilters {
  q: string
  state: string
  origin: string
}

export const dictionaryKeys = {
  lists: ['dictionary'] as const,
  list: (filters: DictionaryFilters) => ['dictionary', filters] as const,
}

const PAGE_SIZE = 50

export function listEntries(
  filters: DictionaryFilters,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<DictionaryPage> {
  return getJson(`/dictionary${queryString({ ...filters, cursor, limit: PAGE_SIZE })}`, signal)
}

export async function addEntry(entry: NewDictionaryEntry): Promise<void> {
  await sendJson('/dictionary', 'POST', entry)
}

export interface EntryChange {
  canonical?: string
  variants?: string[]
  kind?: DictionaryKind
  department_id?: string | null
  enabled?: boolean
  confirm?: boolean
  despite_clashes?: boolean
}

export async function changeEntry(id: string, change: EntryChange): Promise<DictionaryEntry> {
  const response = await sendJson(`/dictionary/${encodeURIComponent(id)}`, 'PATCH', change)
  return (await response.json()) as DictionaryEntry
}

export async function deleteEntry(id: string): Promise<void> {
  await sendJson(`/dictionary/${encodeURIComponent(id)}`, 'DELETE')
}

export async function importEntries(file: File): Promise<DictionaryImport> {
  const body = new FormData()
  body.append('file', file, file.name)
  const response = await send('/dictionary/import', { method: 'POST', body })
  return (await response.json()) as DictionaryImport
}

/** Saves the entries that people have added; through fetch, as any file behind the token. */
export async function exportEntries(): Promise<void> {
  const response = await send('/dictionary/export')
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = 'dictionary.csv'
  document.body.append(link)
  link.click()
  link.remove()
  // Chromium reads the blob after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
