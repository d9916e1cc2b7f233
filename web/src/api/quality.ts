import { getJson, queryString, sendJson } from './client'
import type { components } from './schema'

type Schemas = components['schemas']

export type GoldenQuestion = Schemas['QuestionOut']
export type QuestionPage = Schemas['QuestionPage']
export type GoldenDraft = Schemas['DraftBody']
export type GoldenStatus = GoldenQuestion['status']
export type Run = Schemas['RunOut']
export type RunPage = Schemas['RunPage']
export type RunSummary = Schemas['SummaryOut']
export type Reliability = Schemas['ReliabilityOut']
export type Comparison = Schemas['RunComparisonOut']
export type Pair = Schemas['PairOut']
export type Measured = Schemas['ChangeOut']
export type Gate = Schemas['GateOut']
export type Proposed = Schemas['ProposedOut']

export interface QuestionFilters {
  status: string
  q: string
}

export const qualityKeys = {
  all: ['quality'] as const,
  questions: ['quality', 'questions'] as const,
  list: (filters: QuestionFilters) => ['quality', 'questions', filters] as const,
  runs: ['quality', 'runs'] as const,
  summary: (id: string) => ['quality', 'summary', id] as const,
  comparison: (id: string, other: string) => ['quality', 'comparison', id, other] as const,
  gate: (language: string) => ['quality', 'gate', language] as const,
}

const PAGE_SIZE = 30
const RUNS_SHOWN = 20

export function listQuestions(
  filters: QuestionFilters,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<QuestionPage> {
  const query = queryString({ ...filters, cursor, limit: PAGE_SIZE })
  return getJson(`/quality/questions${query}`, signal)
}

export async function changeQuestion(
  id: string,
  change: { status?: GoldenStatus; draft?: GoldenDraft },
): Promise<GoldenQuestion> {
  const response = await sendJson(`/quality/questions/${id}`, 'PATCH', change)
  return (await response.json()) as GoldenQuestion
}

export async function proposeQuestions(): Promise<Proposed> {
  const response = await sendJson('/quality/questions/proposals', 'POST')
  return (await response.json()) as Proposed
}

export function listRuns(signal?: AbortSignal): Promise<RunPage> {
  return getJson(`/quality/runs${queryString({ limit: RUNS_SHOWN })}`, signal)
}

export async function startRun(): Promise<void> {
  await sendJson('/quality/runs', 'POST')
}

export async function cancelRun(id: string): Promise<void> {
  await sendJson(`/quality/runs/${id}/cancel`, 'POST')
}

export async function pinRun(id: string): Promise<void> {
  await sendJson(`/quality/runs/${id}/baseline`, 'PUT')
}

export function getSummary(id: string, signal?: AbortSignal): Promise<RunSummary> {
  return getJson(`/quality/runs/${id}/summary`, signal)
}

export function getComparison(
  id: string,
  other: string,
  signal?: AbortSignal,
): Promise<Comparison> {
  return getJson(`/quality/runs/${id}/comparison${queryString({ with: other })}`, signal)
}

export function getGate(signal?: AbortSignal): Promise<Gate> {
  return getJson('/quality/gate', signal)
}
