/** Who may use the routes that are made. */
export const ACCESS = {
  write: "@Access('admin')",
  read: "@Access('authenticated')",
  events: "@Access('admin', 'auditor')",
} as const;
