import { defineJob } from '@relais/platform';

/** Deliveries are due: somebody may send a batch. Carries nothing, the rows say which. */
export const deliveriesDue = defineJob<Record<string, never>>({ name: 'delivery.due', queue: 'mail' });

/** An answer was recorded. */
export const answerRecorded = defineJob<{ deliveryId: string }>({ name: 'answer.recorded', queue: 'fast' });
