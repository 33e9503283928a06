/** The last two labels of a host, three below a second level such as `co.uk`; numbers stay whole. */
export function domainOf(hostname: string): string {
  if (/^[\d.]+$|:/.test(hostname)) return hostname;
  const last = (count: number) => hostname.split('.').slice(-count).join('.');
  return last(/^(ac|co|com|gov|net|org)\.[a-z]{2}$/.test(last(2)) ? 3 : 2);
}
