/** By number and by name, in the registry of protocols (https://www.iana.org/assignments/protocol-numbers). */
const protocols: Readonly<Record<string, string>> = { '-1': 'all', '*': 'all', any: 'all', '1': 'icmp', '6': 'tcp', '17': 'udp', '50': 'esp', '51': 'ah', '58': 'icmpv6', '132': 'sctp' };

export function protocolIn(text: string): string {
  const name = text.toLowerCase();
  return protocols[name] ?? name;
}

interface Ports {
  /** The first and the last one, as text. */
  readonly range: readonly string[];
  readonly texts: readonly string[];
  readonly icmp: readonly string[];
}

const every = '0-65535';

/** Ports as they are compared: of ICMP its type and code, of protocols without ports nothing. */
export function portsIn(protocol: string, { range, texts, icmp }: Ports): string {
  if (protocol === 'icmp' || protocol === 'icmpv6') return icmpIn(icmp.length > 0 ? icmp : range);
  const hasPorts = ['', 'tcp', 'udp', 'sctp', 'all'].includes(protocol);
  const [from = '', to = ''] = range;
  // Where ICMP has a place of its own, ports that are none are nought.
  // AWS lets all of them pass where the protocol is any, whatever is written; Azure does not.
  const said = [...texts, ...(protocol === 'all' || from === '' || to === '' || (from === '0' && to === '0' && icmp.length > 0) || from === '-1' ? [] : [`${from}-${to}`])].map(spanIn);
  if (!hasPorts) return '';
  // Beside all of them others say nothing.
  if (said.length === 0 || said.some((one) => one === '*' || one === every)) return protocol === '' || protocol === 'all' ? '' : every;
  return [...new Set(said)].sort((a, b) => parseInt(a, 10) - parseInt(b, 10) || (a < b ? -1 : 1)).join(',');
}

function spanIn(text: string): string {
  const [from, to] = text.split('-');
  return from !== undefined && from === to ? from : text;
}

function icmpIn([type = '', code = '']: readonly string[]): string {
  if (type === '' || type === '-1') return '';
  return code === '' || code === '-1' ? `type ${type}` : `type ${type} code ${code}`;
}

/** Who may come, or be reached: addresses in one form, groups without the account before them. @param own what has the rule */
export function peerIn(text: string, own: string | null): string {
  const group = /^(?:\d{12}\/)?(sg-[0-9a-f]+)$/.exec(text)?.[1];
  if (group !== undefined) return group === own ? 'itself' : group;
  if (/^\d+\.\d+\.\d+\.\d+(?:\/\d+)?$/.test(text)) return ipv4(text);
  if (/^[0-9a-f:.]*:[0-9a-f:.]*(?:\/\d+)?$/i.test(text)) return ipv6(text);
  // Azure compares ids and service tags without case; the names of others are written in one.
  return text.toLowerCase();
}

function ipv4(text: string): string {
  const [address = '', written] = text.split('/');
  const length = written === undefined ? 32 : Number(written);
  const parts = address.split('.').map(Number);
  if (length > 32 || parts.some((part) => part > 255)) return text;
  const masked = parts.map((part, at) => part & (0xff00 >> Math.min(8, Math.max(0, length - 8 * at))) & 0xff);
  return `${masked.join('.')}/${length}`;
}

function ipv6(text: string): string {
  const [address = '', length = '128'] = text.split('/');
  const url = serialized(address);
  if (url === null || Number(length) > 128) return `${address.toLowerCase()}/${length}`;
  const [head = '', tail] = url.split('::');
  const [left, right] = [parts(head), parts(tail ?? '')];
  const all = tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  const masked = all.map((part, at) => (parseInt(part, 16) & (0xffff0000 >> Math.min(16, Math.max(0, Number(length) - 16 * at))) & 0xffff).toString(16));
  return `${serialized(masked.join(':')) ?? url}/${length}`;
}

/** As browsers write an address (https://url.spec.whatwg.org/#concept-ipv6-serializer). */
function serialized(address: string): string | null {
  return URL.canParse(`http://[${address}]/`) ? new URL(`http://[${address}]/`).hostname.slice(1, -1) : null;
}

function parts(text: string): readonly string[] {
  return text === '' ? [] : text.split(':');
}
