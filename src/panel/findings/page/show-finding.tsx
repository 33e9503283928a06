import { render } from 'preact';
import { findingPage } from '../../../core/help/finding-page.ts';
import { message } from '../../browser.ts';
import { FINDING } from '../finding-address.ts';
import { FindingPageView } from './FindingPageView.tsx';

/** Draws the page of the finding that the address names, in a tab of its own. Nothing of it comes from elsewhere. */
export function showFinding(place: Element): void {
  const draw = () => {
    const slug = location.hash.slice(FINDING.length);
    const page = findingPage(slug, message);
    document.title = page ? `${page.id} ${page.slug}` : message('finding_page_all');
    render(
      <main>
        <FindingPageView page={page} named={slug !== ''} />
      </main>,
      place,
    );
    scrollTo(0, 0);
  };
  addEventListener('hashchange', draw);
  draw();
}
