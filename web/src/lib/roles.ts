import type { Role } from '@/api/types'

/** Who sees how well Znatok answers; only administrators change anything there. */
export function seesQuality(role: Role): boolean {
  return role === 'admin' || role === 'auditor'
}

/** Who sets up language models and sees what they cost. */
export function keepsModels(role: Role): boolean {
  return role === 'admin'
}

/** Who sees what was sent to outside models. */
export function seesTransfers(role: Role): boolean {
  return role === 'admin' || role === 'auditor'
}

/** Who keeps the company's dictionary; the server decides about each entry. */
export function keepsWords(role: Role): boolean {
  return role === 'admin' || role === 'editor'
}
