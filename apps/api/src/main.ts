import 'reflect-metadata';
import { exitWithReason, openRuntime, processLogger, readEnv, runUntilSignal } from '@relais/platform';
import { ApiProcess } from './api.module.js';
import { createHttpApp } from './http/http-server.js';

try {
  const env = readEnv(process.env);
  const runtime = await openRuntime(env);
  const app = await createHttpApp(ApiProcess.with(env, runtime), env, processLogger(env));
  await runUntilSignal({
    start: async () => void (await app.listen(env.PORT, env.HOST)),
    stop: async () => {
      await app.close();
      await runtime.close();
    },
  });
} catch (error) {
  exitWithReason(error);
}
