import { apiHeaders, apiUrl, ApiError, NetworkError, refreshSession, toProblem } from '@/api/client'
import type { Accepted, Access } from '@/api/types'

export type Transport = (
  file: File,
  access: Access | null,
  onProgress: (share: number) => void,
  signal: AbortSignal,
) => Promise<Accepted>

/** Sends one file with XMLHttpRequest: fetch cannot tell how many bytes have gone. */
export const sendFile: Transport = async (file, access, onProgress, signal) => {
  try {
    return await attempt(file, access, onProgress, signal)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401 && (await refreshSession())) {
      return attempt(file, access, onProgress, signal)
    }
    throw error
  }
}

function attempt(
  file: File,
  access: Access | null,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Accepted> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiUrl('/documents'))
    for (const [name, value] of Object.entries(apiHeaders())) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(JSON.parse(request.responseText) as Accepted)
        return
      }
      const after = Number(request.getResponseHeader('Retry-After') ?? Number.NaN)
      reject(
        new ApiError(
          toProblem(request.status, request.responseText),
          Number.isFinite(after) ? after : null,
        ),
      )
    }
    request.onerror = () => reject(new NetworkError('The upload was cut off'))
    request.onabort = () => reject(new DOMException('Cancelled', 'AbortError'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    const body = new FormData()
    body.append('files', file, file.name)
    if (access) body.append('access', JSON.stringify(access))
    request.send(body)
  })
}
