import type { Footprint } from './footprint.ts';
import { type Trend, trendOf } from './trend.ts';

/** A footprint, and after how many flows it was taken. */
export interface Measured extends Footprint {
  flows: number;
}

/**
 * The most by which each may grow with a flow and still be steady. A flow takes about twenty messages, so that a closure
 * that each of them leaves behind is far above it, and a row that is not let go of is above it as well.
 */
const MOST: Record<string, { unit: string; tolerance: number }> = {
  heap: { unit: 'bytes', tolerance: 256 },
  functions: { unit: 'functions', tolerance: 0.5 },
  listeners: { unit: 'listeners', tolerance: 0.1 },
  nodes: { unit: 'nodes', tolerance: 0.5 },
  // Firefox: with all that a window keeps beside what scripts made, and the engine's own, which comes and goes.
  memory: { unit: 'bytes', tolerance: 4096 },
};

/** Trends of the panel over all measurements, and of the longest life of the worker over those in it. */
export function growthOf(measured: readonly Measured[]): Trend[] {
  const lives = [...new Set(measured.map(({ workerLife }) => workerLife))].map((life) =>
    measured.filter(({ worker, workerLife }) => worker && workerLife === life),
  );
  const longest = lives.toSorted((a, b) => b.length - a.length)[0] ?? [];
  return [
    ...trendsOf('panel', measured, ({ panel }) => panel),
    ...trendsOf('worker', longest, ({ worker = {} }) => worker),
  ];
}

function trendsOf(
  place: string,
  measured: readonly Measured[],
  part: (footprint: Footprint) => Record<string, number>,
): Trend[] {
  const [first] = measured;
  return Object.keys(first ? part(first) : {}).flatMap((name) => {
    const most = MOST[name];
    if (!most) return [];
    const readings = measured.map((one) => ({ flows: one.flows, value: part(one)[name] ?? 0 }));
    return [trendOf({ what: `${place} ${name}`, ...most }, readings)];
  });
}
