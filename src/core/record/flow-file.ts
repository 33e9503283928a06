import * as z from 'zod/mini';
import { type BankProfile, bankProfileSchema } from '../banks/bank-profile.ts';
import { findPatternFaults } from '../banks/check-profile.ts';
import { type FlowEvent, flowEventSchema, type HappeningOf } from '../flow/flow-event.ts';
import { err, ok, type Result } from '../result.ts';

/** One flow as it is handed on: its events in order, the first of them its start. */
export interface RecordedFlow {
  flowId: string;
  events: readonly FlowEvent[];
}

/** What a flow record file holds. */
export interface FlowFile {
  version: number;
  flows: RecordedFlow[];
  /** a later version of the tool wrote it: what is understood can be looked at, and not taken over */
  newer: boolean;
  /** events that are not understood; only in a newer file */
  passedOver: number;
}

/** Why a text is no flow record. */
export type FlowFileFault =
  | { kind: 'not_json' }
  /** JSON, and something else */
  | { kind: 'other_format' }
  /** where in the file it does not fit, e.g. `flows.0.events.3.happening` */
  | { kind: 'unsound'; place: string };

const FORMAT = 'psd2-oauth-flow';
export const FLOW_FILE_VERSION = 1;
export const FLOW_FILE_TYPE = 'application/json';

const headSchema = z.object({ format: z.literal(FORMAT), version: z.number() });
const fileSchema = z.object({
  profiles: z.array(z.record(z.string(), z.unknown())),
  // Other names stand in the vault for what is no flow.
  flows: z.array(
    z.object({
      flowId: z.string().check(z.regex(/^[\w.-]{1,200}$/)),
      events: z.array(z.unknown()),
    }),
  ),
});

/**
 * Writes flows as a record file: JSON, the same text for the same flows. There is no secret in it, because there is
 * none in the events. A profile that several flows were started with stands in it once.
 */
export function writeFlowFile(flows: readonly RecordedFlow[]): string {
  const profiles = new Map<string, BankProfile>();
  const places = new Map<string, number>();
  const placeOf = (profile: BankProfile): number => {
    const text = JSON.stringify(profile);
    profiles.set(text, profile);
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  };
  const written = flows.map(({ flowId, events }) => ({
    flowId,
    events: events.map(({ sequence, atMs, happening }) => ({
      sequence,
      atMs,
      happening: happening.kind === 'started' ? startOf(happening, placeOf) : happening,
    })),
  }));
  const file = { format: FORMAT, version: FLOW_FILE_VERSION, profiles: [...profiles.values()] };
  return `${JSON.stringify({ ...file, flows: written }, null, 2)}\n`;
}

function startOf(happening: HappeningOf<'started'>, placeOf: (profile: BankProfile) => number) {
  const { imported: _ofThisComputer, ...start } = happening;
  return { ...start, plan: { ...start.plan, profile: placeOf(start.plan.profile) } };
}

/** Reads a record file. One that this version wrote must fit to the last event. */
export function readFlowFile(text: string): Result<FlowFile, FlowFileFault> {
  const json = parseJson(text);
  if (json === undefined) return err({ kind: 'not_json' });
  const head = z.safeParse(headSchema, json);
  if (!head.success) return err({ kind: 'other_format' });
  const { version } = head.data;
  const newer = version > FLOW_FILE_VERSION;
  const file = z.safeParse(fileSchema, json);
  if (!file.success) return err(unsound(file.error.issues[0]?.path ?? []));
  const profiles: unknown[] = [];
  for (const [at, profile] of file.data.profiles.entries()) {
    const parsed = z.safeParse(bankProfileSchema, profile);
    profiles.push(parsed.data);
    if (parsed.success || newer) continue;
    return err(unsound(['profiles', at, ...(parsed.error.issues[0]?.path ?? [])]));
  }
  let passedOver = 0;
  const flows: RecordedFlow[] = [];
  for (const [at, { flowId, events }] of file.data.flows.entries()) {
    const read: FlowEvent[] = [];
    for (const [place, event] of events.entries()) {
      const whole = withProfile(event, flowId, profiles);
      const parsed = z.safeParse(flowEventSchema, whole);
      const isNext = parsed.success && parsed.data.sequence === place;
      const { happening } = parsed.data ?? {};
      const begins = happening?.kind === 'started';
      const [bad] = begins ? findPatternFaults(happening.plan.profile) : [];
      if (isNext && begins === (place === 0) && !bad) read.push(parsed.data);
      else if (newer) passedOver += 1;
      else {
        const inPlan = bad && ['happening', 'plan', 'profile', ...bad.path];
        const path = parsed.error?.issues[0]?.path ?? inPlan ?? ['sequence'];
        return err(unsound(['flows', at, 'events', place, ...path]));
      }
    }
    if (read.length === 0 && !newer) return err(unsound(['flows', at, 'events']));
    if (read[0]?.happening.kind === 'started') flows.push({ flowId, events: read });
  }
  return ok({ version, flows, newer, passedOver });
}

/** True for JSON that says of itself to be a record file, of whatever version. */
export function isFlowFile(json: unknown): boolean {
  return z.safeParse(headSchema, json).success;
}

function unsound(path: readonly PropertyKey[]): FlowFileFault {
  return { kind: 'unsound', place: path.map(String).join('.') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** The event as it is kept: with its flow's id, and with the profile in the place of its number. */
function withProfile(event: unknown, flowId: string, profiles: readonly unknown[]): unknown {
  if (!isObject(event) || !isObject(event.happening)) return event;
  const { happening } = event;
  const { plan } = happening;
  const whole =
    isObject(plan) && typeof plan.profile === 'number'
      ? { ...happening, plan: { ...plan, profile: profiles[plan.profile] } }
      : happening;
  // Its own alone: an event that says it is of another flow would be kept in that one's place.
  return { ...event, flowId, happening: whole };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
