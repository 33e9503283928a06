import type { ComponentChildren } from 'preact';
import {
  type FindingPage,
  partOf,
  type RuleFacts,
  rules,
} from '../../../core/help/finding-page.ts';
import { message } from '../../browser.ts';
import { FINDING } from '../finding-address.ts';
import { SeverityChip } from '../Severity.tsx';
import { Source } from '../Source.tsx';
import '../findings.css';
import './finding-page.css';

interface FindingPageViewProps {
  page: FindingPage | undefined;
  /** the address asks for one finding */
  named: boolean;
}

/** The page about a rule's finding, or the list of all of them where there is none. */
export function FindingPageView({ page, named }: FindingPageViewProps) {
  return page ? <OneFinding page={page} /> : <AllFindings unknown={named} />;
}

function OneFinding({ page }: { page: FindingPage }) {
  const { id, slug, severity, actor, part, seen, expected, fix, cases, source, seeAlso } = page;
  return (
    <div class="finding-page">
      <h1>
        {id} <code>{slug}</code>
      </h1>
      <SeverityChip severity={severity} />
      <dl class="finding-facts">
        <Fact name={message('finding_part')}>{part}</Fact>
        <Fact name={message('finding_seen')}>{seen}</Fact>
        <Fact name={message('finding_expected')}>{expected}</Fact>
        <Fact name={message('finding_fix')}>{fix}</Fact>
        {cases.map(({ code, fix: what }) => (
          <Fact key={code} name={<code>{code}</code>}>
            {what}
          </Fact>
        ))}
        <Fact name={message('finding_actor')}>{message(`actor_${actor}`)}</Fact>
        <Fact name={message('finding_source')}>
          <Source source={source} />
        </Fact>
      </dl>
      {seeAlso.length > 0 && (
        <nav aria-label={message('finding_see_also')}>
          <h2>{message('finding_see_also')}</h2>
          <Links to={seeAlso} />
        </nav>
      )}
      <p>
        <a href={FINDING}>{message('finding_page_all')}</a>
      </p>
    </div>
  );
}

function Fact({ name, children }: { name: ComponentChildren; children: ComponentChildren }) {
  if (children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function AllFindings({ unknown }: { unknown: boolean }) {
  const parts = [...new Set(rules.map((rule) => partOf(rule, message)))];

  return (
    <div class="finding-page">
      <h1>{message('finding_page_all')}</h1>
      {unknown && <p role="status">{message('finding_page_unknown')}</p>}
      {parts.map((part) => (
        <section key={part} aria-label={part}>
          <h2>{part}</h2>
          <Links to={rules.filter((rule) => partOf(rule, message) === part)} />
        </section>
      ))}
    </div>
  );
}

function Links({ to }: { to: readonly RuleFacts[] }) {
  return (
    <ul>
      {to.map(({ id, slug }) => (
        <li key={id}>
          <a href={`${FINDING}${slug}`}>
            {id} <code>{slug}</code>
          </a>
        </li>
      ))}
    </ul>
  );
}
