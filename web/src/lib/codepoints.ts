const STEP = 512

/**
 * Turns offsets in Unicode code points (the server, Python) into UTF-16 units (JavaScript).
 *
 * Text without astral characters needs no table. Otherwise the place of every 512th code point is
 * kept, so that a lookup walks at most 511 characters.
 */
export class CodePointIndex {
  private readonly marks: number[] | null
  readonly length: number

  constructor(private readonly text: string) {
    if (!/[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text)) {
      this.marks = null
      this.length = text.length
      return
    }
    const marks: number[] = []
    let points = 0
    for (let unit = 0; unit < text.length; unit += widthAt(text, unit)) {
      if (points % STEP === 0) marks.push(unit)
      points += 1
    }
    this.marks = marks
    this.length = points
  }

  /** The UTF-16 offset of a code point; outside offsets are moved to the nearest end. */
  toUtf16(point: number): number {
    if (point <= 0) return 0
    if (point >= this.length) return this.text.length
    if (this.marks === null) return point
    let unit = this.marks[Math.floor(point / STEP)] ?? 0
    for (let left = point % STEP; left > 0; left -= 1) unit += widthAt(this.text, unit)
    return unit
  }
}

function widthAt(text: string, unit: number): 1 | 2 {
  const code = text.codePointAt(unit)
  return code !== undefined && code > 0xffff ? 2 : 1
}
