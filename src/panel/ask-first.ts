// The worker takes its time: it is asked before the rest of the panel is evaluated.
import { FINDING } from './findings/finding-address.ts';
import { askFirst } from './first-answers.ts';

// A page that tells of a finding needs nothing of it.
if (!location.hash.startsWith(FINDING)) askFirst();
