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

  clear(): Promise<void> {
    return this.#change(async () => []);
  }

  async #read({ url, via, form }: RedirectSighting): Promise<UnaskedAnswer | undefined> {
    const parsed = parseAuthorizationResponse(url);
    const response = parsed && { ...parsed, ...(form && { form }) };
    if (!response || !carriesAnswer(response)) return undefined;
    const { fingerprint, nowMs, randomId } = this.#parts;
    const nearest = await this.#nearest(response);
    if (!nearest) return undefined;
    const parameters = responseParameters(response).slice(0, MOST_PARAMETERS);
    return {
      id: randomId(),
      atMs: nowMs(),
      via,
      landedOn: maskText(response.landedOn, []),
      ...nearest,
      parameters: await Promise.all(
        parameters.map(async ({ name, value }) => ({
          name: name.slice(0, LONGEST_NAME),
          length: value.length,
          fingerprint: await fingerprint(value),
          ...(TOLD_IN_WORDS.test(name) ? { value: maskText(value, []) } : {}),
        })),
      ),
      findings: judgeUnasked(response, nearest.redirectUri),
    };
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

function sameHost(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).host === new URL(b).host;
}

/** What makes two sightings one: how it was seen, and when, does not. */
function written({ landedOn, parameters }: UnaskedAnswer): string {
  return JSON.stringify([landedOn, parameters]);
}
