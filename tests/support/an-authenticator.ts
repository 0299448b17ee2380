import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { isoCBOR } from "@simplewebauthn/server/helpers";

type Manner = {
  origin?: string;
  /** Whether it checked who holds it. */
  isVerified?: boolean;
  counter?: number;
};

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const sha256 = (data: Uint8Array | string) => createHash("sha256").update(data).digest();

/** A passkey in software: ES256, without attestation (WebAuthn 3, 6.1 and 8.7). */
export function anAuthenticator(origin = "http://localhost:3000") {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(16);
  let uses = 0;

  function dataFor(rpId: string, { isVerified = true, counter = ++uses }: Manner, more?: Uint8Array) {
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (more ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, more ?? Buffer.alloc(0)]);
  }

  function clientData(type: string, challenge: string, manner: Manner) {
    return Buffer.from(JSON.stringify({ type, challenge, origin: manner.origin ?? origin }));
  }

  const known = { id: text(id), rawId: text(id), type: "public-key" as const, clientExtensionResults: {} };

  return {
    register(
      { challenge, rp }: PublicKeyCredentialCreationOptionsJSON,
      manner: Manner = {},
    ): RegistrationResponseJSON {
      const key = isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(Buffer.from(x, "base64url"))],
          [-3, new Uint8Array(Buffer.from(y, "base64url"))],
        ]),
      );
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const authData = new Uint8Array(dataFor(rp.id ?? "", { counter: 0, ...manner }, attested));
      const attestation = new Map<string, string | Uint8Array | Map<string, string>>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authData],
      ]);
      return {
        ...known,
        response: {
          clientDataJSON: text(clientData("webauthn.create", challenge, manner)),
          attestationObject: text(isoCBOR.encode(attestation)),
          transports: ["internal"],
        },
      };
    },
    prove(
      { challenge, rpId }: PublicKeyCredentialRequestOptionsJSON,
      manner: Manner = {},
    ): AuthenticationResponseJSON {
      const authenticatorData = dataFor(rpId ?? "", manner);
      const clientDataJSON = clientData("webauthn.get", challenge, manner);
      const signature = sign(
        "sha256",
        Buffer.concat([authenticatorData, sha256(clientDataJSON)]),
        privateKey,
      );
      return {
        ...known,
        response: {
          clientDataJSON: text(clientDataJSON),
          authenticatorData: text(authenticatorData),
          signature: text(signature),
        },
      };
    },
  };
}
