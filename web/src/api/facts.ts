import { getJson, sendJson } from './client'
import type { components } from './schema'

type Schemas = components['schemas']

export type Facts = Schemas['FactsOut']
export type Related = Schemas['RelatedOut']
export type Verdict = Related['verdict']

export const factKeys = { related: (id: string) => ['document-related', id] as const }

export async function listRelated(id: string, signal?: AbortSignal): Promise<Related[]> {
  const path = `/documents/${encodeURIComponent(id)}/related`
  return (await getJson<Schemas['RelatedPage']>(path, signal)).items
}

/** Confirms or denies a relation; null takes the word back. */
export async function judgeRelation(id: string, related: Related, verdict: Verdict): Promise<void> {
  const path = `/documents/${encodeURIComponent(id)}/related/${encodeURIComponent(related.document.id)}`
  await sendJson(path, 'PUT', { kind: related.kind, newer: related.newer, verdict })
}
