import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

const known = {
  'wrong-extension': 'documents.warning.wrongExtension',
  'hidden-sheets': 'documents.warning.hiddenSheets',
  'attachments-not-read': 'documents.warning.attachmentsNotRead',
  'members-not-read': 'documents.warning.membersNotRead',
  'read-without-office': 'documents.warning.readWithoutOffice',
  'has-macros': 'documents.warning.hasMacros',
  'replaced-characters': 'documents.warning.replacedCharacters',
  'pictures-recognised': 'documents.warning.picturesRecognised',
  'pages-recognised': 'documents.warning.pagesRecognised',
  'pages-read-poorly': 'documents.warning.pagesReadPoorly',
  'pages-not-recognised': 'documents.warning.pagesNotRecognised',
  'pages-without-text': 'documents.warning.pagesWithoutText',
} as const

function isKnown(slug: string): slug is keyof typeof known {
  return slug in known
}

/** What reading the file has met, in words; pages stand after a colon: «pages-recognised:1-3,7». */
export function DocumentWarnings({ warnings }: { warnings: string[] }): ReactElement | null {
  const { t } = useTranslation()
  if (warnings.length === 0) return null
  return (
    <section className="mt-3 text-14" aria-label={t('documents.warnings')}>
      <h2 className="font-medium">{t('documents.warnings')}</h2>
      <ul className="list-disc ps-5 text-ink-2">
        {warnings.map((warning) => {
          const [slug = '', pages = ''] = warning.split(':', 2)
          return (
            <li key={warning}>
              {isKnown(slug)
                ? t(known[slug], { pages: pages.replaceAll('-', '–').replaceAll(',', ', ') })
                : warning}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
