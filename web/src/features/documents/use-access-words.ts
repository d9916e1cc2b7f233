import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listDepartments, listGroups } from '@/api/documents'
import type { Access, Named } from '@/api/types'

/** Names when all are known and few, else null. */
function namesOf(ids: string[], known: Named[] | undefined): string | null {
  const names = ids.map((id) => known?.find((item) => item.id === id)?.name)
  return names.length <= 2 && names.every((name) => name !== undefined) ? names.join(', ') : null
}

/** Says in words whom a document is open to. */
export function useAccessWords(): (access: Access) => string {
  const { t } = useTranslation()
  const options = { staleTime: 5 * 60_000, retry: false }
  const departments = useQuery({
    queryKey: ['departments'],
    queryFn: ({ signal }) => listDepartments(signal),
    ...options,
  })
  const groups = useQuery({
    queryKey: ['groups'],
    queryFn: ({ signal }) => listGroups(signal),
    ...options,
  })
  return (access) => {
    if (access.everyone) return t('documents.access.everyone')
    const parts: string[] = []
    const { department_ids, group_ids, user_ids } = access
    if (department_ids.length > 0) {
      const names = namesOf(department_ids, departments.data)
      parts.push(
        names === null
          ? t('documents.access.departments', { count: department_ids.length })
          : t('documents.access.department', { names }),
      )
    }
    if (group_ids.length > 0) {
      const names = namesOf(group_ids, groups.data)
      parts.push(
        names === null
          ? t('documents.access.group', { count: group_ids.length })
          : t('documents.access.groups', { names }),
      )
    }
    if (user_ids.length > 0) parts.push(t('documents.access.people', { count: user_ids.length }))
    return parts.length === 0 ? t('documents.access.owner') : parts.join('; ')
  }
}
