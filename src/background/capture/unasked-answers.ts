import * as z from 'zod/mini';
import { maskText } from '../../core/flow/mask.ts';
import { type UnaskedAnswer, unaskedAnswerSchema } from '../../core/flow/unasked-answer.ts';
import { judgeUnasked } from '../../core/lint/judge-unasked.ts';
import {
  type AuthorizationResponse,
  parseAuthorizationResponse,
  responseParameters,
  responseValue,
} from '../../core/oauth/authorization-response.ts';
import { carriesAnswer } from '../../core/oauth/match-response.ts';
import { findNearestRedirectUri, type NearestRedirectUri } from '../../core/oauth/near-miss.ts';
import type { RedirectSighting } from '../../engine/accept-redirect.ts';
import type { SessionArea } from '../storage/session-vault.ts';
import type { KnownRedirectUri } from './known-redirect-uris.ts';

const KEY = 'unasked';
const MOST = 20;
/** A page may carry anything: no more than this of it is listed. */
const MOST_PARAMETERS = 30;
const LONGEST_NAME = 60;
const TOLD_IN_WORDS = /^(error|error_description|error_uri|iss)$/;

interface UnaskedParts {
  area: SessionArea;
  /** the redirect URIs of clients, and of the flows of the last day */
  known(): Promise<readonly KnownRedirectUri[]>;
  fingerprint(value: string): Promise<string>;
  nowMs(): number;
  randomId(): string;
  changed(answers: UnaskedAnswer[]): void;
}

/** Answers that no flow waited for, in `storage.session`: at most 20, newest first. */
export class UnaskedAnswers {
  readonly #parts: UnaskedParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: UnaskedParts) {
    this.#parts = parts;
  }

  async list(): Promise<UnaskedAnswer[]> {
    const parsed = z.safeParse(
      z.array(unaskedAnswerSchema),
      (await this.#parts.area.get(null))[KEY],
    );
    return parsed.success ? parsed.data : [];
  }

  /** Lists a sighting that no flow took, unless it is somebody else's page or was listed before. */
  note(sighting: RedirectSighting): Promise<void> {
    return this.#change(async (listed) => {
      const answer = await this.#read(sighting);
      return answer && listed.every((other) => written(other) !== written(answer))
        ? [answer, ...listed].slice(0, MOST)
        : listed;
    });
  }

  /** Takes an answer off the list that a flow took after all, on its way over several pages. */
  async drop(sighting: RedirectSighting): Promise<void> {
    const parameters = JSON.stringify(await this.#parameters(responseOf(sighting)));
    await this.#change(async (listed) => {
      const kept = listed.filter((other) => JSON.stringify(other.parameters) !== parameters);
      return kept.length < listed.length ? kept : listed;
    });
  }

  clear(): Promise<void> {
    return this.#change(async () => []);
  }

  async #read(sighting: RedirectSighting): Promise<UnaskedAnswer | undefined> {
    const response = responseOf(sighting);
    const nearest = response && carriesAnswer(response) ? await this.#nearest(response) : undefined;
    if (!response || !nearest) return undefined;
    return {
      id: this.#parts.randomId(),
      atMs: this.#parts.nowMs(),
      via: sighting.via,
      landedOn: maskText(response.landedOn, []),
      ...nearest,
      parameters: await this.#parameters(response),
      findings: judgeUnasked(response, nearest.redirectUri),
    };
  }

  #parameters(response: AuthorizationResponse | undefined): Promise<UnaskedAnswer['parameters']> {
    const carried = response ? responseParameters(response).slice(0, MOST_PARAMETERS) : [];
    return Promise.all(
      carried.map(async ({ name, value }) => ({
        name: name.slice(0, LONGEST_NAME),
        length: value.length,
        fingerprint: await this.#parts.fingerprint(value),
        ...(TOLD_IN_WORDS.test(name) ? { value: maskText(value, []) } : {}),
      })),
    );
  }

  async #nearest(response: AuthorizationResponse): Promise<NearestRedirectUri | undefined> {
    const known = await this.#parts.known();
    const nearest = findNearestRedirectUri(
      response,
      known.map(({ redirectUri }) => redirectUri),
    );
    const state = responseValue(response, 'state');
    if (nearest || !state) return nearest;
    // An app may send its own answer on to another page: the state says whose it was.
    const fingerprint = await this.#parts.fingerprint(state);
    const owner = known.find(
      ({ redirectUri, fingerprints }) =>
        fingerprints.includes(fingerprint) && sameHost(redirectUri, response.landedOn),
    );
    return owner && { redirectUri: owner.redirectUri, differences: ['path'] };
  }

  /** One change after the other: browsers report one landing several times at once. */
  #change(change: (listed: UnaskedAnswer[]) => Promise<UnaskedAnswer[]>): Promise<void> {
    const changed = this.#last.then(async () => {
      const before = await this.list();
      const answers = await change(before);
      if (answers === before) return;
      await this.#parts.area.set({ [KEY]: answers });
      this.#parts.changed(answers);
    });
    this.#last = changed.catch(() => undefined);
    return changed;
  }
}

function responseOf({ url, form }: RedirectSighting): AuthorizationResponse | undefined {
  const parsed = parseAuthorizationResponse(url);
  return parsed && { ...parsed, ...(form && { form }) };
}

function sameHost(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).host === new URL(b).host;
}

/** What makes two sightings one: how it was seen, and when, does not. */
function written({ landedOn, parameters }: UnaskedAnswer): string {
  return JSON.stringify([landedOn, parameters]);
}
