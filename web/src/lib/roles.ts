import type { Role } from '@/api/types'

/** Who keeps the company's dictionary; the server decides about each entry. */
export function keepsWords(role: Role): boolean {
  return role === 'admin' || role === 'editor'
}
