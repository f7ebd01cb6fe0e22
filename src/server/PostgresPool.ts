/** What the store needs of a `Pool` of `pg`. */
export interface PostgresPool {
  query(
    text: string,
    values: unknown[],
  ): Promise<{ rows: readonly Readonly<Record<string, unknown>>[] }>;
  on?(event: "error", listener: (error: Error) => void): unknown;
}
