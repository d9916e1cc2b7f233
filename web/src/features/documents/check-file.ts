import type { Meta } from '@/api/types'

/** Why a file would be refused, known before it is sent. */
export type FileProblem = 'tooBig' | 'badFormat' | 'noSuffix' | 'emptyFile'

export function suffixOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot).toLowerCase() : ''
}

export function checkFile(
  file: { name: string; size: number },
  meta: Pick<Meta, 'formats' | 'max_upload_bytes'>,
): FileProblem | null {
  if (file.size === 0) return 'emptyFile'
  if (file.size > meta.max_upload_bytes) return 'tooBig'
  const suffix = suffixOf(file.name)
  if (suffix === '') return 'noSuffix'
  return meta.formats.includes(suffix) ? null : 'badFormat'
}
