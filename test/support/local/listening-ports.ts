import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** `address:port` of every socket that this process and those that it started listen on; Linux only. */
export function listeningPorts(): readonly string[] {
  const inodes = new Set(family(process.pid).flatMap(socketsOf));
  return listeners().flatMap(({ inode, address }) => (inodes.has(inode) ? [address] : []));
}

function family(pid: number): readonly number[] {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  return [pid, ...children.flatMap((child) => family(Number(child)))];
}

/** `4242 (node) S 1 ...`: the name may hold blanks and parentheses. */
function parentOf(pid: string): number | undefined {
  const stat = whileItLives(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '');
  return Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]);
}

function socketsOf(pid: number): readonly string[] {
  const files = whileItLives(() => readdirSync(`/proc/${pid}/fd`), []);
  return files.flatMap((file) => {
    const link = whileItLives(() => readlinkSync(`/proc/${pid}/fd/${file}`), '');
    return /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? [];
  });
}

const LISTENING = '0A';

function listeners(): readonly { readonly inode: string; readonly address: string }[] {
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === LISTENING)
    .map((fields) => ({ inode: fields[9] ?? '', address: addressOf(fields[1] ?? '') }));
}

/** `0100007F:0BB8` is 127.0.0.1:3000, on the little-endian machines that this runs on. */
function addressOf(text: string): string {
  const [host = '', port = ''] = text.split(':');
  const bytes = (host.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse();
  return `${bytes.join('.')}:${Number.parseInt(port, 16)}`;
}

/** Processes and their files may be gone before they are read. */
function whileItLives<T>(read: () => T, fallback: T): T {
  try {
    return read();
  } catch {
    return fallback;
  }
}
