/** The panel's page shows a finding's page where its address goes on so, with the slug behind. */
export const FINDING = '#finding/';

/** Where the page about a finding is: in the package, so that it opens without a network. */
export function findingAddress(slug: string): string {
  return `/src/panel/panel.html${FINDING}${slug}`;
}
