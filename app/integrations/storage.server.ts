import type { Storage } from "#app/world/storage.ts";
import { folderStorage } from "./storage-folder.server.ts";
import { s3Storage } from "./storage-s3.server.ts";

/** Storage as STORAGE says: `file:<folder>`, or `s3://<bucket>?region=…&endpoint=…`. */
export function openStorage(address: string, timeoutMs?: number): Storage {
  if (address.startsWith("file:")) return folderStorage(address.slice("file:".length));
  const { hostname: bucket, searchParams } = new URL(address);
  const endpoint = searchParams.get("endpoint");
  const region = searchParams.get("region") ?? "us-east-1";
  return s3Storage({ bucket, region, ...(timeoutMs && { timeoutMs }), ...(endpoint && { endpoint }) });
}
