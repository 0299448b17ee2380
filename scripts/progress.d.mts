export function withProgress<T>(doing: string, work: () => T | Promise<T>): Promise<T>;
