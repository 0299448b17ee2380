import { spawnSync } from "node:child_process";
import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Problem } from "../../machine/terminal.ts";
import { type Footing, giveFiles, whileMakingFiles } from "./footing.ts";

/**
 * Makes the files of a new cluster: UTF-8, a collation that is the same on every system, a password always asked.
 * They appear under their name only when they are complete, so a run that is cut leaves nothing half made.
 */
export function makeCluster(footing: Footing, adminPassword: string): void {
  const maker = whileMakingFiles(footing);
  const draft = `${footing.cluster}.new`;
  const passwordFile = join(dirname(footing.cluster), "password");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
  if (process.getuid?.() === 0) {
    for (const path of [draft, passwordFile]) chownSync(path, maker.owner.uid, maker.owner.gid);
  }
  const [command = "", ...args] = [
    ...maker.prefix,
    join(maker.native, "bin", "initdb"),
    ...[
      "-D",
      draft,
      "-U",
      "postgres",
      "-A",
      "scram-sha-256",
      `--pwfile=${passwordFile}`,
      "--no-instructions",
    ],
    ...["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
  ];
  const made = spawnSync(command, args, { ...maker.account, encoding: "utf8" });
  rmSync(passwordFile);
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Problem(`Postgres could not make its files.\n${made.error?.message ?? made.stderr}`);
  }
  giveFiles(footing, draft);
  renameSync(draft, footing.cluster);
}
