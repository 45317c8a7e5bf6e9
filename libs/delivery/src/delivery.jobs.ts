import { defineJob } from '@relais/platform';

/** Deliveries are due: somebody may send a batch. Carries nothing, the rows say which. */
export const deliveriesDue = defineJob<Record<string, never>>({ name: 'delivery.due', queue: 'mail' });

/** Answers were recorded, to these deliveries. */
export const answersRecorded = defineJob<{ deliveryIds: string[] }>({ name: 'answers.recorded', queue: 'fast' });

/** Notes to people who answered by mail are due; the rows say which. */
export const notesDue = defineJob<Record<string, never>>({ name: 'notes.due', queue: 'fast' });
