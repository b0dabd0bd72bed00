// Starts the reference gateway's jar on a free port, as a user would, and reads the key that it minted.
import { spawn } from 'node:child_process';
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

function stop(child) {
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
}
