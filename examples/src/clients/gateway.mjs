// Starts the reference gateway's jar on a free port, as a user would, with the key that it mints or with keys of our own.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const SERVERS = ['jetty', 'netty'];

export const WRONG_KEY = `gw_sk_${'0'.repeat(40)}`;

export async function startGateway(server, ...options) {
  const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java';
  const jar = process.env.LATCHKEY_GATEWAY_JAR;
  const child = spawn(java, ['-jar', jar, '--port', '0', '--server', server, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GATEWAY_'))),
  });
  let key;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('key=')) {
      key = line.slice('key='.length);
    } else if (line.startsWith('listening on ')) {
      return { url: line.slice('listening on '.length), key, stop: () => stop(child) };
    }
  }
  throw new Error(`the gateway on ${server} ended before it listened`);
}

// The same with a manifest of two keys: `reader` may list models only, `once` may call once a day.
export async function startLimitedGateway(server) {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-clients-'));
  const manifest = join(directory, 'manifest.json');
  const reader = newKey();
  const once = newKey();
  const entries = [
    { label: 'reader', sha256: sha256(reader), scopes: ['models:read'] },
    { label: 'once', sha256: sha256(once), limits: [{ requests: 1, per: 'day' }] },
  ];
  writeFileSync(manifest, JSON.stringify({ version: 1, entries }));
  const gateway = await startGateway(server, '--manifest', manifest);
  const stopAndClean = async () => {
    await gateway.stop();
    rmSync(directory, { recursive: true });
  };
  return { ...gateway, reader, once, stop: stopAndClean };
}

function newKey() {
  return `gw_sk_${randomBytes(24).toString('hex')}`;
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}

function stop(child) {
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
}
