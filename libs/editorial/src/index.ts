export * from './calendar/index.js';
export { BrickVersion } from './brick-version.entity.js';
export { BrickVersions } from './brick-versions.queries.js';
export { Brick } from './brick.entity.js';
export { ContentExport, type ExportResult } from './content-export.service.js';
export { readContent, type ContentOptions } from './content/content-files.js';
export type {
  BrickContent,
  Content,
  LineContent,
  LineMode,
  LineSettings,
  LineStart,
  LineStatus,
  Localised,
  Spacing,
  VariantContent,
  WordingContent,
} from './content/content.js';
export * from './drafts/index.js';
export { EditorialModule } from './editorial.module.js';
export { gradeAnswer, type AnswerInput, type GradedAnswer } from './kinds/index.js';
export { EditorialLine } from './line.entity.js';
export * from './lines/index.js';
export { LinesQueries, type Line, type LineBrick } from './lines.queries.js';
export { renderMarkdown, type RenderedMarkdown } from './markdown/markdown.rules.js';
export { fillNames, type Names } from './names.rules.js';
export type {
  AnswerKey,
  BrickKind,
  Explanation,
  PublishedBrick,
  Question,
  Reference,
  Wording,
} from './published-brick.js';
export type { Change, Counts, SyncResult } from './publishing.rules.js';
export { PublishingService } from './publishing.service.js';
export { Retraction, type RetractionKind } from './retraction.entity.js';
export { RetractionsQueries, STANDS, type StandingRetraction } from './retractions.queries.js';
export { askedAs, asVariant, hasVariants, variantAt } from './variant.rules.js';
export { wordingFor } from './wording.rules.js';
