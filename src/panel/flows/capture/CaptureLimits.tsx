import { useEffect, useState } from 'preact/hooks';
import { answerMode } from '../../../core/oauth/answer-mode.ts';
import { askForHosts } from '../../ask-for-host.ts';
import { grantedHosts, onHostsChanged, seesPrivateWindows } from '../../browser.ts';
import { useStore } from '../../store-context.ts';
import { authorizationEndpoint } from '../request-address.ts';
import { CaptureLimitsView } from './CaptureLimitsView.tsx';
import { captureLimits, type Sight } from './capture-limits.ts';

/** What would come unseen in the selected flow, as long as it waits. */
export function CaptureLimits() {
  const flow = useStore().selectedFlow.value;
  const sight = useSight();
  if (!sight || flow?.phase !== 'awaiting_redirect') return null;
  const { plan } = flow.started;
  const { limits, askFor } = captureLimits(plan, authorizationEndpoint(flow), sight);
  return (
    <CaptureLimitsView
      limits={limits}
      askFor={askFor}
      urgent={limits[0]?.kind === 'form_post' && answerMode(plan) === 'form_post'}
      onAllow={() => void askForHosts(askFor).catch(() => false)}
    />
  );
}

/** Read anew whenever a host is granted or revoked. */
function useSight(): Sight | undefined {
  const [sight, setSight] = useState<Sight>();
  useEffect(() => {
    const read = async () => {
      const [hosts, privateWindows] = await Promise.all([grantedHosts(), seesPrivateWindows()]);
      setSight({ hosts, privateWindows, firefox: location.protocol === 'moz-extension:' });
    };
    void read();
    return onHostsChanged(() => void read());
  }, []);
  return sight;
}
