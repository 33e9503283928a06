import * as z from 'zod/mini';

/** How a redirect was seen. */
export const redirectViaSchema = z.enum([
  'navigation',
  'failed_navigation',
  /** in the bank's own answer, before the browser followed it */
  'bank_redirect',
  'form_post',
  'pasted',
  /** in what the inspected page was seen doing */
  'watched',
]);
export type RedirectVia = z.infer<typeof redirectViaSchema>;
