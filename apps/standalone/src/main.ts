import 'reflect-metadata';
import { exitWithReason, migrate, openRuntime, processLogger, readEnv, runUntilSignal } from '@relais/platform';
import { MIGRATIONS } from '../../../database/migrations/index.js';
import { createHttpApp } from '../../api/src/http/http-server.js';
import { isEmpty, loadDemo } from '../../cli/src/seed.js';
import { StandaloneModule } from './standalone.module.js';
import { greeting, say } from './greeting.js';

try {
  const env = readEnv(process.env);
  const runtime = await openRuntime(env);
  try {
    await migrate(runtime.databaseUrl, MIGRATIONS);
    const app = await createHttpApp(StandaloneModule.with(env, runtime), env, processLogger(env));
    await runUntilSignal({
      start: async () => {
        const wanted = env.RELAIS_DEMO ?? (env.embedded ? '1' : '0');
        if (wanted === '1' && (await isEmpty(app))) {
          say('Loading the demo network …');
          const { people } = await loadDemo(app);
          say(`Loaded ${people.partners.created} partners and ${people.reps.created} reps.`);
        }
        // The clock starts with the door: only now does the worker begin to plan and send.
        await app.listen(env.PORT, env.HOST);
        say(await greeting(app, env));
      },
      stop: async () => {
        say('Stopping: what is under way is finished first.');
        await app.close();
        await runtime.close();
        say('Stopped.');
      },
    });
  } catch (error) {
    await runtime.close();
    throw error;
  }
} catch (error) {
  exitWithReason(error);
}
