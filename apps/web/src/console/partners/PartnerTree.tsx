import { Anchor, Badge, Group, Loader, Text, Tree, useTree, type RenderTreeNodePayload, type TreeNodeData } from '@mantine/core'; // prettier-ignore
import { useQueryClient } from '@tanstack/react-query';
import { IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import type { components } from '../../api/schema.d.ts';
import classes from './PartnerTree.module.css';
import { LEVEL } from './level.ts';

type Partner = components['schemas']['PartnerDto'];

/** Companies below companies; a level is loaded when it is opened. */
export function PartnerTree({ top, label }: { top: Partner[]; label: string }) {
  const queries = useQueryClient();
  const [below, setBelow] = useState<Record<string, Partner[]>>({});
  const tree = useTree({
    onLoadChildren: async (id) => {
      const query = { under: id, limit: LEVEL };
      const page = await queries.fetchQuery(api.queryOptions('get', '/api/v1/partners', { params: { query } }));
      setBelow((known) => ({ ...known, [id]: page.partners }));
    },
  });
  const data = useMemo(() => {
    const nodeOf = (partner: Partner): TreeNodeData => {
      const value = String(partner.id);
      const children = below[value];
      return {
        value,
        label: partner.name,
        nodeProps: { partner },
        hasChildren: partner.children > 0,
        ...(children ? { children: children.map(nodeOf) } : {}),
      };
    };
    return top.map(nodeOf);
  }, [top, below]);
  return <Tree aria-label={label} data={data} tree={tree} levelOffset={28} renderNode={(node) => <Node {...node} />} />;
}

function Node({ node, expanded, hasChildren, isLoading, loadError, elementProps }: RenderTreeNodePayload) {
  const t = useTranslations('network.partners');
  const { id, name, tier, channelType, reps } = (node.nodeProps as { partner: Partner }).partner;
  return (
    <Group gap="xs" wrap="nowrap" {...elementProps} className={`${elementProps.className} ${classes.node}`}>
      <span className={classes.mark} data-open={expanded || undefined}>
        {isLoading ? <Loader size={16} /> : hasChildren && <IconChevronRight size={18} aria-hidden />}
      </span>
      <Anchor
        component={Link}
        to={`/partners/${id}`}
        fw={600}
        className={classes.name}
        onClick={(e) => e.stopPropagation()}
      >
        {name}
      </Anchor>
      {loadError && (
        <Text size="sm" c="wrong">
          {t('loadFailed')}
        </Text>
      )}
      <Group gap={6} visibleFrom="sm" wrap="nowrap">
        {tier && <Badge variant="light">{tier}</Badge>}
        {channelType && <Badge variant="default">{channelType}</Badge>}
      </Group>
      <Text size="sm" c="dimmed" className={classes.reps}>
        {reps.all > reps.own ? t('repsBelow', reps) : t('reps', { count: reps.own })}
      </Text>
    </Group>
  );
}
