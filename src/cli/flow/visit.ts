import type { Result } from '../../core/result.ts';
import type { RedirectSighting } from '../../engine/accept-redirect.ts';

/** What is to be opened, and where its answer will come. */
export interface VisitRequest {
  url: string;
  redirectUri: string;
}

/** Tells the engine of an address; true once the answer was seen and there is nothing more to wait for. */
export type Sight = (sighting: RedirectSighting) => Promise<boolean>;

/**
 * Opens an authorization request in whatever way, tells of every address on the way, and ends when the answer
 * was seen. The error is a sentence.
 */
export type Visit = (request: VisitRequest, sight: Sight) => Promise<Result<void, string>>;
