import * as z from 'zod/mini';
import { grantSchema } from './grant.ts';
import { placeName } from './request-template.ts';

const values = z.array(z.string());

/** How a bank wants `scope` written, and which values it may hold. */
export const scopeSchema = z.strictObject({
  /** what a form starts with; may hold places, e.g. `AIS:{consentId}` */
  default: z.string(),
  /** the values that the bank documents; empty when anything may stand there */
  values,
  separator: z.string().check(z.minLength(1)),
  /** the whole scope as it must look; each place stands for any text without a blank */
  template: z.optional(z.string()),
  /** of each group exactly one value must be asked for */
  exactlyOne: z.optional(z.array(values)),
  /** of each group at least one value must be asked for */
  atLeastOne: z.optional(z.array(values)),
  /** values that must always be there */
  allOf: z.optional(values),
  /** of each group at most one value may be asked for */
  forbidTogether: z.optional(z.array(values)),
  /** a value → another value that must stand beside it */
  onlyBeside: z.optional(z.record(z.string(), z.string())),
  /** the values that are allowed where a variable, or the environment, has a value */
  allowedWhen: z.optional(z.array(z.strictObject({ variable: placeName, is: z.string(), values }))),
  /** a value that sources disagree about → what they say */
  doubtful: z.optional(z.record(z.string(), z.string())),
  /** values that are gone after a refresh, by design */
  lostAtRefresh: z.optional(values),
  /** a value → the grants by which it can be had */
  grantFor: z.optional(z.record(z.string(), z.array(grantSchema))),
  /** whether the token request of a code carries scope; `absent` is the RFC's rule, `forbidden` the bank's own */
  onCodeExchange: z.enum(['forbidden', 'absent', 'optional', 'required']),
  /** whether the token answer names the scope even if it is what was asked for. Absent: it need not */
  inAnswer: z.optional(z.enum(['always', 'optional'])),
});
