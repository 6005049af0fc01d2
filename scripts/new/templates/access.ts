/** Who may use the routes that are made. */
export const ACCESS = {
  write: "@Access('public')",
  read: "@Access('public')",
  events: "@Access('public')",
} as const;
