import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checksums } from '../src/checksums.js'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const executable = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find((path) =>
  existsSync(path),
)
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.jpg': 'image/jpeg',
  '.wav': 'audio/wav',
}

describe.skipIf(executable === undefined && process.env.CI !== 'true')('the studio in Chromium', () => {
  let server: Server
  let browser: Browser
  let page: Page
  let origin = ''
  const errors: string[] = []

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = join(dist, normalize(new URL(request.url ?? '/', 'http://studio').pathname))
      const file = path.endsWith('/') ? join(path, 'index.html') : path
      if (!file.startsWith(dist) || !existsSync(file) || !statSync(file).isFile()) {
        response.writeHead(404).end()
        return
      }
      response
        .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
        .end(readFileSync(file))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await chromium.launch({
      ...(executable === undefined ? {} : { executablePath: executable }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
    page = await browser.newPage()
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  test('every transform gives the same bits as in Node', async () => {
    await page.goto(`${origin}/checksums.html`)
    await page.waitForFunction(() => (document.querySelector('#checksums')?.textContent ?? '') !== '', undefined, {
      timeout: 60_000,
    })
    const inBrowser: unknown = JSON.parse((await page.textContent('#checksums')) ?? '')
    const inNode = await checksums()
    expect(Object.keys(inNode).length).toBeGreaterThan(140)
    expect(inBrowser).toEqual(inNode)
  })

  test.each(['image', 'text', 'audio', 'series', 'video'])('shows %s before and after', async (modality) => {
    await page.goto(origin)
    await page.selectOption('#modality', modality)
    const shown = modality === 'text' ? '#after p' : '#after canvas'
    await page.waitForSelector(shown)
    await page.waitForFunction(() => (document.querySelector('#recipe')?.textContent ?? '').length > 5)
    expect(await page.textContent('#problem')).toBe('')
    if (process.env.SCREENSHOTS)
      await page.screenshot({ path: join(process.env.SCREENSHOTS, `studio-${modality}.png`) })
  })

  test('a mistake in the policy is named with its place', async () => {
    await page.goto(origin)
    await page.fill('#policy', 'image:\n  - gama')
    await expect
      .poll(() => page.textContent('#problem'))
      .toBe('policy:2:5: Unknown transform "gama" for image; the nearest right name is "gamma".')
  })

  test('a dropped CSV is augmented', async () => {
    await page.goto(origin)
    await page.setInputFiles('#file', {
      name: 'mine.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('t,x\n0,1\n1,2\n2,5\n3,1\n4,2\n5,7\n'),
    })
    await expect.poll(() => page.inputValue('#modality')).toBe('series')
    await page.waitForSelector('#after canvas')
    expect(await page.textContent('#problem')).toBe('')
  })

  test('the page runs without errors', () => expect(errors).toEqual([]))
})
