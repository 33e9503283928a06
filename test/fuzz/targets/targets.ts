import type { Target } from '../target.ts';
import { curl } from './curl.ts';
import { flowFile } from './flow-file.ts';
import { har } from './har.ts';
import { json } from './json.ts';
import { jwt } from './jwt.ts';
import { paste } from './paste.ts';
import { profile } from './profile.ts';
import { redirect } from './redirect.ts';
import { template } from './template.ts';
import { tokenAnswer } from './token-answer.ts';

/** Everything that reads what banks, pages and people hand in. */
export const TARGETS: readonly Target[] = [
  redirect,
  tokenAnswer,
  jwt,
  paste,
  json,
  profile,
  flowFile,
  template,
  curl,
  har,
];
