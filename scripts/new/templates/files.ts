/** Text by path. */
export type Files = Readonly<Record<string, string>>;
