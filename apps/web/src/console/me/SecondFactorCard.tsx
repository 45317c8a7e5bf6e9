import { Badge, Button, Group, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePerson } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { sessionKey } from '../../api/session.ts';
import { Card } from '../../ui/Card.tsx';
import { Enrolment } from './Enrolment.tsx';
import { PasswordAsked } from './PasswordAsked.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

type Opened = 'setUp' | 'renew' | 'turnOff';

export function SecondFactorCard() {
  const t = useTranslations('me.factor');
  const { secondFactor } = usePerson();
  const queries = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = () => {
    setOpened(null);
    setCodes(null);
    void queries.invalidateQueries({ queryKey: sessionKey });
  };
  const renew = api.useMutation('post', '/api/v1/second-factor/recovery-codes', {
    onSuccess: ({ recoveryCodes }) => setCodes(recoveryCodes),
  });
  const turnOff = api.useMutation('post', '/api/v1/second-factor/turn-off', { onSuccess: close });
  return (
    <Card
      title={t('title')}
      actions={
        <Badge color={secondFactor.on ? 'right' : 'gray'} variant="light">
          {secondFactor.on ? t('on') : t('off')}
        </Badge>
      }
    >
      <Text>{secondFactor.on ? t('onWhat') : t('offWhat')}</Text>
      {secondFactor.required && <Text c="dimmed">{t('required')}</Text>}
      <Group mt="md">
        {!secondFactor.on && <Button onClick={() => setOpened('setUp')}>{t('setUp')}</Button>}
        {secondFactor.on && (
          <Button variant="default" onClick={() => setOpened('renew')}>
            {t('renew')}
          </Button>
        )}
        {secondFactor.on && !secondFactor.required && (
          <Button variant="default" onClick={() => setOpened('turnOff')}>
            {t('turnOff')}
          </Button>
        )}
      </Group>
      <Modal opened={opened !== null} onClose={close} title={opened && t(opened)} size="lg" closeOnClickOutside={false}>
        {opened === 'setUp' && <Enrolment onDone={close} />}
        {opened === 'renew' && codes && <RecoveryCodes codes={codes} onKept={close} />}
        {opened === 'renew' && !codes && (
          <PasswordAsked
            lead={t('renewLead')}
            go={t('renew')}
            call={renew}
            onGo={(password) => renew.mutate({ body: { password } })}
          />
        )}
        {opened === 'turnOff' && (
          <PasswordAsked
            lead={t('turnOffLead')}
            go={t('turnOff')}
            call={turnOff}
            onGo={(password) => turnOff.mutate({ body: { password } })}
          />
        )}
      </Modal>
    </Card>
  );
}
