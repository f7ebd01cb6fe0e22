export function findRedis(): string | null;
export function findPostgres(): string | null;
export function ensureServices(): Promise<Record<string, string>>;
