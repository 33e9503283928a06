/**
 * Runs in the pages of a bank while a redirect from there is held, and only then. Navigations to a held
 * redirect URI are stopped here, before any service worker of the app hears of them; the worker of ours is
 * told. The pages themselves see nothing of it.
 */
(() => {
  interface Stopped {
    url: string;
    form: [name: string, value: string][] | undefined;
    replaces: boolean;
    element: Element | null;
  }
  interface Here {
    chrome: { runtime: { sendMessage(message: object): Promise<{ value?: unknown }> } };
    /** a page may be given this script twice: when it loads, and when its host is granted later */
    psd2OauthHold?: true;
  }
  const here = globalThis as unknown as Here;
  if (here.psd2OauthHold) return;
  here.psd2OauthHold = true;

  /** `undefined` until the worker has said which: until then whatever leaves this origin waits. */
  let held: string[] | undefined;
  let waiting: Stopped | undefined;
  /** the address that may pass: nobody holds it after all */
  let passing: string | undefined;

  const { chrome } = here;
  const ask = async (message: object) => (await chrome.runtime.sendMessage(message)).value;

  function isHeld(url: string): boolean {
    return held?.includes(url.split(/[?#]/)[0] ?? '') ?? new URL(url).origin !== location.origin;
  }

  async function settle(stopped: Stopped): Promise<void> {
    const { url, form } = stopped;
    // No answer is no leave: what is stopped stays stopped.
    const taken = isHeld(url) ? await ask({ page: 'stopped', url, ...(form && { form }) }) : false;
    if (taken === false) goOn(stopped);
  }

  function goOn({ url, form, replaces, element }: Stopped): void {
    passing = url;
    if (form === undefined) {
      if (replaces) location.replace(url);
      else location.assign(url);
    } else if (element instanceof HTMLFormElement) {
      HTMLFormElement.prototype.submit.call(element);
    } else if (element instanceof HTMLButtonElement || element instanceof HTMLInputElement) {
      element.form?.requestSubmit(element);
    }
  }

  navigation.addEventListener('navigate', (event) => {
    const { url, sameDocument } = event.destination;
    const { navigationType, downloadRequest, formData, cancelable } = event;
    if (sameDocument || downloadRequest !== null || !cancelable) return;
    if (url === passing || !isHeld(url)) return;
    event.preventDefault();
    const form = formData
      ? [...formData].flatMap<[string, string]>(([name, value]) =>
          typeof value === 'string' ? [[name, value]] : [],
        )
      : undefined;
    const stopped = {
      url,
      form,
      replaces: navigationType === 'replace',
      element: event.sourceElement,
    };
    if (held) void settle(stopped);
    else waiting = stopped;
  });

  void ask({ page: 'held' }).then((addresses) => {
    held = Array.isArray(addresses) ? addresses : [];
    if (waiting) void settle(waiting);
  });
})();
