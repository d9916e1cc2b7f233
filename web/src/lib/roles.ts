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

/** Who exchanges the search index and names folders to watch. */
export function keepsIndex(role: Role): boolean {
  return role === 'admin'
}

/** Who keeps the company's dictionary; the server decides about each entry. */
export function keepsWords(role: Role): boolean {
  return role === 'admin' || role === 'editor'
}
