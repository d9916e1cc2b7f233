import i18next from 'i18next'
import { Component, type ReactNode } from 'react'
import { Button } from '@/components/button'
import { StateCard } from '@/components/states'

interface BarrierProps {
  children: ReactNode
}

/** The last resort: an error while rendering becomes a page with a way out. */
export class CrashBarrier extends Component<BarrierProps, { crashed: boolean }> {
  override state = { crashed: false }

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true }
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children
    return (
      <StateCard role="alert" title={i18next.t('app.crashTitle')} text={i18next.t('app.crashText')}>
        <Button look="primary" onClick={() => window.location.reload()}>
          {i18next.t('app.reload')}
        </Button>
      </StateCard>
    )
  }
}
