import * as z from 'zod';
import type { BankSettings, BankState, Lifetimes } from '../bank-state.ts';
import { type Fault, faultSchema } from './fault.ts';
import type { FaultList } from './fault-list.ts';
import type { LogEntry, RequestLog } from './request-log.ts';

/** Steers the practice bank. An argument of the wrong form throws a `ZodError`. */
export interface Control {
  /** Moves the banks' clock forward; answers the new time in milliseconds since the epoch. */
  clock(change: { advanceSeconds: number }): { nowMs: number };
  /** Sets lifetimes of what is issued from now on; answers all of them. */
  lifetimes(change: Partial<Lifetimes>): Lifetimes;
  settings(change: Partial<BankSettings>): BankSettings;
  /** Registers public keys for the client of the FAPI banks; answers how many it has beside its own. */
  clientKeys(jwks: { keys: Record<string, unknown>[] }): { registered: number };
  /** Adds one fault; answers all that stand. */
  faults(fault: Fault): Fault[];
  clearFaults(): void;
  /** Everything as at the start: clock, lifetimes, settings, faults, log, codes and tokens. */
  reset(): void;
  /** The requests so far, oldest first. Requests to the control itself are not among them. */
  log(): LogEntry[];
}

/** The parts that the control steers. */
export interface ControlledParts {
  state: BankState;
  faults: FaultList;
  log: RequestLog;
  /** Drops every code, token and session. */
  forgetGrants(): void;
}

const seconds = z.int().positive();
const clockSchema = z.strictObject({ advanceSeconds: z.number().nonnegative() });
const lifetimesSchema = z.strictObject({
  codeSeconds: seconds.optional(),
  accessTokenSeconds: seconds.optional(),
  refreshTokenSeconds: seconds.optional(),
  requestUriSeconds: seconds.max(60).optional(),
});
const settingsSchema = z.strictObject({
  rotateRefreshToken: z.boolean().optional(),
  demandSignature: z.boolean().optional(),
  approveAtOnce: z.boolean().optional(),
  sloppy: z.boolean().optional(),
});
const jwksSchema = z.strictObject({ keys: z.array(z.record(z.string(), z.json())) });
const nothingSchema = z.strictObject({});

/** The verbs that take an argument, under the names they have over HTTP. */
export type Verbs = ReturnType<typeof createVerbs>;

/** The verbs over the given parts. Each checks its argument and throws a `ZodError` if it is wrong. */
export function createVerbs({ state, faults, log, forgetGrants }: ControlledParts) {
  return {
    clock(argument: unknown) {
      state.advanceSeconds(clockSchema.parse(argument).advanceSeconds);
      return { nowMs: state.nowMs() };
    },
    lifetimes(argument: unknown): Lifetimes {
      state.changeLifetimes(lifetimesSchema.parse(argument));
      return { ...state.lifetimes };
    },
    settings(argument: unknown): BankSettings {
      state.changeSettings(settingsSchema.parse(argument));
      return { ...state.settings };
    },
    'client-keys'(argument: unknown) {
      state.registerKeys(jwksSchema.parse(argument).keys);
      return { registered: state.clientKeys.length };
    },
    faults(argument: unknown): Fault[] {
      faults.add(faultSchema.parse(argument));
      return faults.list();
    },
    'clear-faults'(argument: unknown) {
      nothingSchema.parse(argument);
      faults.clear();
      return {};
    },
    reset(argument: unknown) {
      nothingSchema.parse(argument);
      state.reset();
      faults.clear();
      log.clear();
      forgetGrants();
      return {};
    },
  };
}

/** The same verbs as methods, for a test that started the bank in its own process. */
export function createControl(verbs: Verbs, log: RequestLog): Control {
  return {
    clock: verbs.clock,
    lifetimes: verbs.lifetimes,
    settings: verbs.settings,
    clientKeys: verbs['client-keys'],
    faults: verbs.faults,
    clearFaults: () => void verbs['clear-faults']({}),
    reset: () => void verbs.reset({}),
    log: () => log.entries(),
  };
}
