import type { TFunction } from 'i18next'
import { ApiError, NetworkError } from '@/api/client'

/** What happened, in a sentence for the reader. */
export function problemText(error: unknown, t: TFunction): string {
  if (error instanceof NetworkError) return t('error.network')
  if (error instanceof ApiError && error.problem.detail !== '') return error.problem.detail
  return t('error.unknown')
}

export function isMissing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.status === 403)
}
