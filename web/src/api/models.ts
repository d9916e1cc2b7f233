import { getJson, queryString, sendJson } from './client'
import type {
  ModelBudget,
  ModelBudgetBody,
  ModelCosts,
  ModelForm,
  ModelKind,
  ModelProvider,
  ModelTest,
} from './types'

export const modelKeys = {
  kinds: ['models', 'kinds'] as const,
  providers: ['models', 'providers'] as const,
  costs: (by: string) => ['models', 'costs', by] as const,
  budgets: ['models', 'budgets'] as const,
}

interface List<T> {
  items: T[]
}

export async function listKinds(signal?: AbortSignal): Promise<ModelKind[]> {
  return (await getJson<List<ModelKind>>('/models/kinds', signal)).items
}

export async function listProviders(signal?: AbortSignal): Promise<ModelProvider[]> {
  return (await getJson<List<ModelProvider>>('/models/providers', signal)).items
}

export async function addProvider(form: ModelForm): Promise<void> {
  await sendJson('/models/providers', 'POST', form)
}

export async function changeProvider(id: string, form: ModelForm, version: number): Promise<void> {
  await sendJson(`/models/providers/${encodeURIComponent(id)}`, 'PUT', { ...form, version })
}

export async function deleteProvider(id: string): Promise<void> {
  await sendJson(`/models/providers/${encodeURIComponent(id)}`, 'DELETE')
}

/** Asks the vendor; nothing is kept. `saved`: whose key stands in for one that is not given. */
export async function testProvider(form: ModelForm, saved: string | null): Promise<ModelTest> {
  const response = await sendJson('/models/providers/test', 'POST', { ...form, saved })
  return (await response.json()) as ModelTest
}

/** Sets the general order of asking. */
export async function orderProviders(ids: string[]): Promise<void> {
  await sendJson('/models/order', 'PUT', { task: null, data_class: null, providers: ids })
}

export function modelCosts(by: string, signal?: AbortSignal): Promise<ModelCosts> {
  return getJson(`/models/costs${queryString({ by })}`, signal)
}

export async function listBudgets(signal?: AbortSignal): Promise<ModelBudget[]> {
  return (await getJson<List<ModelBudget>>('/models/budgets', signal)).items
}

export async function setBudget(budget: ModelBudgetBody): Promise<void> {
  await sendJson('/models/budgets', 'PUT', budget)
}

export async function removeBudget(budget: ModelBudget): Promise<void> {
  await sendJson(
    `/models/budgets/${budget.payer}${queryString({ subject: budget.subject })}`,
    'DELETE',
  )
}
