const IRREGULAR: Readonly<Record<string, string>> = {
  begin: 'begun',
  build: 'built',
  buy: 'bought',
  choose: 'chosen',
  cut: 'cut',
  draw: 'drawn',
  find: 'found',
  forget: 'forgotten',
  give: 'given',
  grow: 'grown',
  hide: 'hidden',
  hold: 'held',
  keep: 'kept',
  leave: 'left',
  lend: 'lent',
  lose: 'lost',
  make: 'made',
  overdraw: 'overdrawn',
  pay: 'paid',
  put: 'put',
  read: 'read',
  rebuild: 'rebuilt',
  repay: 'repaid',
  reset: 'reset',
  resell: 'resold',
  sell: 'sold',
  send: 'sent',
  set: 'set',
  spend: 'spent',
  split: 'split',
  take: 'taken',
  teach: 'taught',
  undo: 'undone',
  win: 'won',
  withdraw: 'withdrawn',
  write: 'written',
};

/** Verbs of two syllables that double their last consonant all the same: the stress lies on the second. */
const DOUBLED =
  /^(?:admit|allot|cancel|commit|confer|control|defer|emit|enrol|equip|infer|label|omit|permit|prefer|refer|regret|submit|transfer|transmit)$/u;

/** `issue` -> `issued`, `add-line` -> `line-added`: the event that a command is expected to raise. `--event` has the last word. */
export function eventOf(command: string): string {
  const [verb = '', ...object] = command.split('-');
  return [...object, participleOf(verb)].join('-');
}

function participleOf(verb: string): string {
  if (Object.hasOwn(IRREGULAR, verb)) return IRREGULAR[verb] ?? verb;
  if (verb.endsWith('e')) return `${verb}d`;
  if (/[^aeiou]y$/u.test(verb)) return `${verb.slice(0, -1)}ied`;
  const isShort = /^[^aeiou]*[aeiou][^aeiouwxy]$/u.test(verb);
  return isShort || DOUBLED.test(verb) ? `${verb}${verb.slice(-1)}ed` : `${verb}ed`;
}
