import { engineOf, followTimed, transformsOf, type Json } from '@variegate/core'
import { checkSeries } from './check.js'
import { runClip, runCurve, runHold, runMissing, runNoise, runQuantize } from './run/amounts.js'
import { guidedMap } from './run/guided.js'
import { runMark, runMatrix, runMix, runTimes } from './run/joined.js'
import { durationOf } from './run/read.js'
import { runSpectral } from './run/spectral.js'
import { runTime, withLabels } from './run/time.js'
import type { Series } from './sample.js'
import type { SeriesStep } from './steps/steps.js'

/** What series steps may know of a series. */
export interface SeriesFacts {
  /** Steps in every channel. */
  readonly length: number
  readonly channels: number
  /** Seconds from the first timestamp to the end of the last step. */
  readonly duration: number
}

/** The engine of sensor series: values, timestamps, labels of points and intervals follow one time map. */
export const seriesModality = engineOf<Series, SeriesFacts, SeriesStep>({
  name: 'series',
  check: checkSeries,
  facts: (series) => ({
    length: series.times.length,
    channels: series.channels.length,
    duration: durationOf(series),
  }),
  runners: {
    // A sensor that lags takes no label along: what happened did not happen later.
    time: { map: ({ map, channels }) => (channels ? undefined : map), run: (step, series) => runTime(series, step) },
    guided: {
      map: (step, series) => guidedMap(series, step),
      run: (_step, series, map) =>
        map ? runTime(series, { kind: 'time', map, stamps: 'keep', fresh: 'missing' }) : series,
    },
    curve: { run: (step, series) => runCurve(series, step) },
    noise: { run: (step, series) => runNoise(series, step) },
    matrix: { run: (step, series) => runMatrix(series, step) },
    missing: { run: (step, series) => runMissing(series, step) },
    hold: { run: (step, series) => runHold(series, step) },
    clip: { run: (step, series) => runClip(series, step) },
    quantize: { run: (step, series) => runQuantize(series, step) },
    spectral: { run: (step, series) => runSpectral(series, step) },
    times: { run: (step, series) => runTimes(series, step) },
    mix: { run: (step, series) => runMix(series, step) },
    mark: { run: (step, series) => runMark(series, step) },
  },
  follow(after, map, step, before) {
    const others = step.kind === 'time' ? (step.others ?? []) : []
    const inputs = [before, ...others].map((series, index) => ({
      labels: series.labels.intervals,
      origin: series.times[0] ?? 0,
      ...(index > 0 && series.id !== undefined ? { id: series.id } : {}),
    }))
    const { labels: intervals, dropped } = followTimed('interval', map, inputs, 'the series')
    return { sample: intervals ? withLabels(after, { ...after.labels, intervals }) : after, dropped }
  },
  snapshot({ times, channels, labels }) {
    const { targets, ...rest } = labels
    const about = channels.map(({ values: _values, ...told }) => told)
    return {
      data: [times, ...[...channels, ...(targets?.channels ?? [])].map(({ values }) => values)],
      labels: { ...rest, channels: about } as unknown as Json,
    } // labels are plain data
  },
})

/** Define a series transform: its options, what it draws, and the steps it is made of. */
export const defineSeriesTransform = transformsOf(seriesModality)
