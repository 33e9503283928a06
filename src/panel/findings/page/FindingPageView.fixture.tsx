import type { JSX } from 'preact';
import { findingPage } from '../../../core/help/finding-page.ts';
import { message } from '../../browser.ts';
import { FindingPageView } from './FindingPageView.tsx';

/** Every state of the page. */
export const fixtures: Record<string, () => JSX.Element> = {
  'one finding': () => draw('request-state-missing'),
  'advice by error code': () => draw('token-error-known'),
  'all findings': () => <FindingPageView page={undefined} named={false} />,
  'a finding of another version': () => draw('no-such-finding'),
};

function draw(slug: string): JSX.Element {
  return <FindingPageView page={findingPage(slug, message)} named />;
}
