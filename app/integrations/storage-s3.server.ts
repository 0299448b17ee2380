import type { S3Client } from "@aws-sdk/client-s3";
import type { Storage } from "#app/world/storage.ts";
import { tried } from "./storage-check.ts";

type Sdk = typeof import("@aws-sdk/client-s3");

/** `endpoint`: of a service that only speaks like S3; left out, Amazon's own. `credentials` left out: the SDK looks where it always does. */
export type Bucket = {
  bucket: string;
  region: string;
  endpoint?: string;
  timeoutMs?: number;
  credentials?: { accessKeyId: string; secretAccessKey: string };
};

/** Storage in a bucket of S3, or of a service that speaks like it. The SDK is loaded when it is first needed. */
export function s3Storage({
  bucket: Bucket,
  region,
  endpoint,
  credentials,
  timeoutMs = 20_000,
}: Bucket): Storage {
  let opened: Promise<{ sdk: Sdk; client: S3Client }> | undefined;
  const open = () => {
    opened ??= import("@aws-sdk/client-s3").then((sdk) => ({
      sdk,
      client: new sdk.S3Client({
        region,
        maxAttempts: 3,
        requestHandler: { requestTimeout: timeoutMs, connectionTimeout: 3_000 },
        // Services that only speak like S3 do not all know the newer checksums.
        requestChecksumCalculation: "WHEN_REQUIRED",
        responseChecksumValidation: "WHEN_REQUIRED",
        ...(credentials && { credentials }),
        ...(endpoint && { endpoint, forcePathStyle: true }),
      }),
    }));
    return opened;
  };
  const storage: Omit<Storage, "check"> = {
    async put(Key, Body) {
      const { sdk, client } = await open();
      await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body, ContentLength: Body.length }));
    },
    async get(Key, part) {
      const { sdk, client } = await open();
      if (part && part.until <= part.from) return Buffer.alloc(0);
      const Range = part && `bytes=${part.from}-${part.until - 1}`;
      try {
        const { Body } = await client.send(
          new sdk.GetObjectCommand({ Bucket, Key, ...(Range && { Range }) }),
        );
        return Body ? Buffer.from(await Body.transformToByteArray()) : null;
      } catch (error) {
        if (error instanceof sdk.NoSuchKey) return null;
        // Nothing of it lies where it was looked for.
        if (error instanceof Error && error.name === "InvalidRange") return Buffer.alloc(0);
        throw error;
      }
    },
    async remove(Key) {
      const { sdk, client } = await open();
      await client.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
    },
    async *list(folder) {
      const { sdk, client } = await open();
      const all = sdk.paginateListObjectsV2({ client }, { Bucket, Prefix: `${folder}/` });
      for await (const { Contents = [] } of all) for (const { Key } of Contents) if (Key) yield Key;
    },
  };
  return { ...storage, check: () => tried(storage, `the bucket ${Bucket}`) };
}
