export { EditedLinesQueries, type EditedLine } from './edited-lines.queries.js';
export { checkLine } from './line-check.rules.js';
export { LinesService } from './lines.service.js';
