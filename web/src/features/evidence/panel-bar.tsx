import { ChevronLeft, ChevronRight, Download, Maximize2, X } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { downloadFile } from '@/api/documents'
import type { Citation } from '@/api/types'
import { IconButton } from '@/components/button'
import { queryString } from '@/api/client'
import { Link } from '@/lib/router'

interface BarProps {
  citation: Citation
  citations: Citation[]
  index: number
  onIndex: (index: number) => void
  onClose: () => void
}

/** What can be done with the source: step through quotes, download, open whole, close. */
export function PanelBar({ citation, citations, index, onIndex, onClose }: BarProps): ReactElement {
  const { t } = useTranslation()
  const [failed, setFailed] = useState(false)
  const download = async () => {
    setFailed(false)
    try {
      await downloadFile(citation.document_id, citation.version, citation.file_name)
    } catch {
      setFailed(true)
    }
  }
  const whole =
    `/documents/${encodeURIComponent(citation.document_id)}` +
    queryString({
      version: citation.version,
      start: citation.document_start,
      end: citation.document_end,
    })
  return (
    <>
      <div className="-mr-2 flex items-center gap-1">
        <span className="mr-auto text-12 text-ink-3">{t('evidence.region')}</span>
        {citations.length > 1 && (
          <>
            <IconButton
              label={t('evidence.previous')}
              disabled={index === 0}
              onClick={() => onIndex(index - 1)}
            >
              <ChevronLeft size={18} aria-hidden />
            </IconButton>
            <span className="text-12 text-ink-3 tabular-nums" aria-live="polite">
              {t('evidence.position', { n: index + 1, total: citations.length })}
            </span>
            <IconButton
              label={t('evidence.next')}
              disabled={index === citations.length - 1}
              onClick={() => onIndex(index + 1)}
            >
              <ChevronRight size={18} aria-hidden />
            </IconButton>
          </>
        )}
        <IconButton label={t('evidence.downloadOriginal')} onClick={() => void download()}>
          <Download size={18} aria-hidden />
        </IconButton>
        <Link
          to={whole}
          aria-label={t('evidence.openWhole')}
          title={t('evidence.openWhole')}
          className="inline-flex size-9 items-center justify-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink pointer-coarse:size-10"
        >
          <Maximize2 size={18} aria-hidden />
        </Link>
        <IconButton label={t('evidence.closed')} onClick={onClose}>
          <X size={20} aria-hidden />
        </IconButton>
      </div>
      {failed && (
        <p role="alert" className="mb-1 text-14 text-loss">
          {t('evidence.downloadFailed')}
        </p>
      )}
    </>
  )
}
