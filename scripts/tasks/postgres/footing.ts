import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Who the server runs as. Postgres refuses to be root, so root has to step down:
 * `self` as we are · `namespace` as another uid of a user namespace, which on disk is still root ·
 * `uid` as another uid indeed, from a folder it can reach.
 */
export type Footing = {
  as: "self" | "namespace" | "uid";
  native: string;
  cluster: string;
  /** What a command line begins with, and whom the system is told to run it as. */
  prefix: string[];
  account: { uid?: number; gid?: number };
  /** Whom the files belong to. */
  owner: { uid: number; gid: number };
};

/** No account has this uid, so no other program runs as it. */
const ownUid = 54_187;

/**
 * Finds a footing for the cluster of `dataDir`. `elsewhere` is the folder an earlier run moved it to, if one did;
 * SELVAGE_POSTGRES_AS forces one of the three, for tests.
 */
export function findFooting(dataDir: string, native: string, elsewhere: string | null): Footing {
  const cluster = join(elsewhere ?? dataDir, "cluster");
  const forced = process.env.SELVAGE_POSTGRES_AS;
  const uid = process.getuid?.() ?? -1;
  const self = { uid, gid: process.getgid?.() ?? -1 };
  const direct = { as: "self", native, cluster, prefix: [], account: {}, owner: self } satisfies Footing;
  if (forced === "self" || (uid !== 0 && !forced && (uid < 0 || hasAccount(uid)))) return direct;

  const owner = existsSync(cluster) ? ownerOf(cluster) : self;
  if (uid === 0 && owner.uid !== 0 && elsewhere === null) {
    // Root in a plain user's checkout: the files stay theirs.
    return { ...direct, as: "uid", account: owner, owner };
  }
  const inside = someAccount();
  const prefix = ["unshare", "--user", `--map-user=${inside}`, `--map-group=${inside}`, "--"];
  if (forced === "namespace" || (forced !== "uid" && runs([...prefix, "true"]))) {
    return { ...direct, as: "namespace", prefix };
  }
  if (uid !== 0) return direct;
  return moveAside(dataDir, native, elsewhere);
}

/** initdb wants an account to its uid; the server does not. So the files are made as nobody and then given away. */
export function whileMakingFiles(footing: Footing): Footing {
  if (footing.as !== "uid" || hasAccount(footing.owner.uid)) return footing;
  const nobody = { uid: 65_534, gid: 65_534 };
  return { ...footing, account: nobody, owner: nobody };
}

/** Makes the files of the cluster belong to whom the footing says. Only root can and needs to. */
export function giveFiles(footing: Footing, path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = footing.owner;
  execFileSync("chown", ["-R", `${uid}:${gid}`, path]);
}

// A checkout under /root cannot be entered by anyone else, so the programs and the cluster move to where they can.
function moveAside(dataDir: string, native: string, elsewhere: string | null): Footing {
  const home = elsewhere ?? mkdtempSync("/var/lib/selvage-postgres-");
  chmodSync(home, 0o711);
  const copy = join(home, "native");
  if (!existsSync(join(copy, "bin"))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  const [before, cluster] = [join(dataDir, "cluster"), join(home, "cluster")];
  if (existsSync(before)) execFileSync("mv", [before, cluster]);
  const owner = { uid: ownUid, gid: ownUid };
  return { as: "uid", native: copy, cluster, prefix: [], account: owner, owner };
}

function ownerOf(path: string): { uid: number; gid: number } {
  const { uid, gid } = statSync(path);
  return { uid, gid };
}

function runs([command = "", ...args]: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

function hasAccount(uid: number): boolean {
  return accounts().includes(uid);
}

// Inside the namespace any account will do, as long as initdb can find its name.
function someAccount(): number {
  const known = accounts();
  return known.includes(1000) ? 1000 : (known.find((uid) => uid > 0) ?? 1000);
}

function accounts(): number[] {
  if (process.platform !== "linux") return [process.getuid?.() ?? 0];
  const lines = readFileSync("/etc/passwd", "utf8").trim().split("\n");
  return lines.map((line) => Number(line.split(":")[2]));
}
