import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { Ring } from "#app/values/ring.ts";
import type { Shelf, Vault, WrappedKey } from "#app/world.ts";

const nonceLength = 12;
const tagLength = 16;

/**
 * The vault over two rings: `encryption` wraps clients' data keys, `secrets` makes mailed tokens and fingerprints.
 * AES-256-GCM with a fresh nonce each time (NIST SP 800-38D, 8.2.2). Throws when a text was altered or moved.
 */
export function openVault({ encryption, secrets }: { encryption: Ring; secrets: Ring }): Vault {
  return {
    newKey() {
      const [current] = encryption;
      return { ring: current.id, wrapped: encrypt(current.key, randomBytes(32), `data-key:${current.id}`) };
    },
    rewrap(key) {
      const [current] = encryption;
      return { ring: current.id, wrapped: encrypt(current.key, unwrap(key), `data-key:${current.id}`) };
    },
    ringKeys() {
      const [current, ...older] = encryption;
      return [current.id, ...older.map(({ id }) => id)];
    },
    seal(key, shelf, text) {
      return encrypt(unwrap(key), Buffer.from(text, "utf8"), bound(shelf));
    },
    unseal(key, shelf, sealed) {
      return decrypt(unwrap(key), sealed, bound(shelf)).toString("utf8");
    },
    token(purpose, id, sequence, ring) {
      const { id: name, key } = ring === undefined ? secrets[0] : find(secrets, ring);
      return {
        token: createHmac("sha256", key).update(`${purpose}\0${id}\0${sequence}`).digest("base64url"),
        ring: name,
      };
    },
    fingerprint(text) {
      return createHmac("sha256", secrets[0].key).update(`fingerprint\0${text}`).digest("base64url");
    },
  };

  function unwrap({ ring, wrapped }: WrappedKey): Buffer {
    return decrypt(find(encryption, ring).key, wrapped, `data-key:${ring}`);
  }
}

function find(ring: Ring, id: string) {
  const found = ring.find((key) => key.id === id);
  if (!found) throw new Error(`The ring key ${id} is missing from the environment`);
  return found;
}

function bound({ row, column }: Shelf): string {
  return `${column}:${row}`;
}

function encrypt(key: Buffer, plain: Buffer, bindTo: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(bindTo));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, bindTo: string): Buffer {
  const nonce = sealed.subarray(0, nonceLength);
  const body = sealed.subarray(nonceLength, -tagLength);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(bindTo)).setAuthTag(sealed.subarray(-tagLength));
  return Buffer.concat([decipher.update(body), decipher.final()]);
}
