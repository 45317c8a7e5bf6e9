import { ActionIcon, Button, Group as Row, Select, Text } from '@mantine/core';
import { IconPlus, IconSquarePlus, IconX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { ConditionRow } from './ConditionRow.tsx';
import { isGroup, MATCHES, MOST_LEVELS, newCondition, newGroup, withPart, type Group, type Match, type Part, type RuleField } from './rule.ts'; // prettier-ignore
import classes from './Segments.module.css';

interface Props {
  tree: Group;
  fields: readonly RuleField[];
  /** The server's reasons, and what is still missing, by part. */
  faults: ReadonlyMap<string, string>;
  onChange: (tree: Group) => void;
}

/** A rule as groups of conditions. */
export function RuleBuilder({ tree, fields, faults, onChange }: Props) {
  const change = (id: string, next: (part: Part) => Part | null) => onChange(withPart(tree, id, next));
  return <GroupBox group={tree} level={1} fields={fields} faults={faults} change={change} />;
}

interface GroupProps {
  group: Group;
  level: number;
  fields: readonly RuleField[];
  faults: ReadonlyMap<string, string>;
  change: (id: string, next: (part: Part) => Part | null) => void;
}

function GroupBox({ group, level, fields, faults, change }: GroupProps) {
  const t = useTranslations('segments');
  const { id, match, parts } = group;
  const add = (part: Part) => change(id, (one) => ({ ...(one as Group), parts: [...(one as Group).parts, part] }));
  return (
    <div
      className={classes.group}
      data-level={level}
      role="group"
      aria-label={t('group', { match: t(`matches.${match}`) })}
    >
      <Row justify="space-between" wrap="nowrap" mb="sm" align="flex-end">
        <Row gap="xs" className={classes.head}>
          <Text size="sm" fw={600}>
            {t(level === 1 ? 'whoever' : 'andHere')}
          </Text>
          <Select
            aria-label={t('matchOf')}
            data={MATCHES.map((value) => ({ value, label: t(`matches.${value}`) }))}
            value={match}
            allowDeselect={false}
            className={classes.match}
            onChange={(value) => change(id, (one) => ({ ...(one as Group), match: value as Match }))}
          />
        </Row>
        {level > 1 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('removeGroup')}
            onClick={() => change(id, () => null)}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        )}
      </Row>
      {parts.map((part, i) => (
        <div key={part.id}>
          {i > 0 && <p className={classes.joiner}>{t(`joiners.${match}`)}</p>}
          {isGroup(part) ? (
            <GroupBox group={part} level={level + 1} fields={fields} faults={faults} change={change} />
          ) : (
            <ConditionRow
              condition={part}
              fields={fields}
              fault={faults.get(part.id)}
              onChange={(next) => change(part.id, () => next)}
            />
          )}
        </div>
      ))}
      {faults.has(id) && (
        <Text c="var(--mantine-color-error)" size="sm" role="alert" mt="xs">
          {faults.get(id)}
        </Text>
      )}
      {parts.length === 0 && (
        <Text c="dimmed" size="sm">
          {t(level === 1 ? 'emptyRule' : 'emptyGroup')}
        </Text>
      )}
      <Row gap="xs" mt="sm">
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => add(newCondition())}
        >
          {t('addCondition')}
        </Button>
        {level < MOST_LEVELS && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconSquarePlus size={16} aria-hidden />}
            onClick={() => add(newGroup('any', [newCondition()]))}
          >
            {t('addGroup')}
          </Button>
        )}
      </Row>
    </div>
  );
}
