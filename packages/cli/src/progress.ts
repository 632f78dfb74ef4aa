import type { Progress } from '@variegate/dataset'

const WIDTH = 28

/** Show how far a job is: a bar that moves on a terminal, a line at every tenth elsewhere. */
export function progressPrinter(stream: NodeJS.WriteStream): { show(progress: Progress): void; end(): void } {
  let tenth = -1
  let waitedFor: string | undefined
  const describe = ({ done, total, written, skipped }: Progress) =>
    `${done}/${total} samples, ${written} written${skipped > 0 ? `, ${skipped} skipped` : ''}`
  return {
    show(progress) {
      const { waitsFor } = progress
      if (waitsFor !== undefined && waitsFor !== waitedFor) {
        waitedFor = waitsFor
        stream.write(
          `${stream.isTTY ? '\n' : ''}Waiting for ${waitsFor}, which joins the parts; where it ends without that, this one does it.\n`,
        )
        return
      }
      const share = progress.total === 0 ? 1 : progress.done / progress.total
      if (stream.isTTY) {
        const filled = Math.round(share * WIDTH)
        stream.write(`\r\u001b[K[${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}] ${describe(progress)}`)
        return
      }
      const now = Math.floor(share * 10)
      if (now === tenth) return
      tenth = now
      stream.write(`${describe(progress)}\n`)
    },
    end() {
      if (stream.isTTY) stream.write('\n')
    },
  }
}
