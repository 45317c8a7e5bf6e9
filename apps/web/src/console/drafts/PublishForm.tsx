import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fieldFaults } from '../../api/problem.ts';
import { FormTrouble } from '../../ui/form.tsx';
import type { Draft } from './document.ts';
import { PlanFields } from './PlanFields.tsx';
import type { Review } from './review.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  draft: Draft;
  review: Review;
}

/** Asks for the day, and says what publishing does. */
export function PublishForm({ opened, onClose, draft, review }: Props) {
  const t = useTranslations('authoring.review');
  const words = useTranslations('frame');
  const [changed, setPlan] = useState<Draft['plan'] | null>(null);
  const plan = changed ?? draft.plan;
  const undated = draft.mode === 'calendar' && plan.on === null && plan.day === null;
  const [tried, setTried] = useState(false);
  const publish = async () => {
    setTried(true);
    if (!undated && (await review.publish(plan))) onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('publishTitle', { title: review.title })} size="lg">
      <Stack>
        <FormTrouble error={review.error} />
        <Text>{t(draft.brickId === null ? 'publishWhat' : 'publishAgainWhat')}</Text>
        <PlanFields
          mode={draft.mode}
          plan={plan}
          onChange={setPlan}
          error={undated && tried ? t('dayMissing') : fieldFaults(review.error, ['plan']).plan}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words('cancel')}
          </Button>
          <Button loading={review.isPending} onClick={() => void publish()}>
            {t('publishGo')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
