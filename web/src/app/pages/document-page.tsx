import { type ReactElement, useState } from 'react'
import { queryString } from '@/api/client'
import { DocumentView } from '@/features/documents/document-view'
import { VersionText } from '@/features/evidence/version-text'
import { navigate } from '@/lib/router'
import { usePageTitle } from '../page-title'

interface DocumentPageProps {
  id: string
  query: URLSearchParams
}

/** A whole number from the address, or null. */
function numberOf(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null
}

export default function DocumentPage({ id, query }: DocumentPageProps): ReactElement {
  const [title, setTitle] = useState('')
  usePageTitle(title)
  const version = numberOf(query, 'version')
  const start = numberOf(query, 'start')
  const end = numberOf(query, 'end')
  return (
    <DocumentView
      id={id}
      version={version}
      onTitle={setTitle}
      onVersion={(next) =>
        navigate(`/documents/${encodeURIComponent(id)}${queryString({ version: next })}`)
      }
    >
      {(document, shown) => (
        <VersionText documentId={document.id} version={shown} start={start} end={end} />
      )}
    </DocumentView>
  )
}
