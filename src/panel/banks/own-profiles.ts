import { signal } from '@preact/signals';
import type { OwnProfiles } from '../../contract/profiles.ts';

/** The panel's copy of the profiles that the person brought; the worker keeps them. */
export const ownProfiles = signal<OwnProfiles>({});
