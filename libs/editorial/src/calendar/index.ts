export { CalendarQueries, type CalendarEntry } from './calendar.queries.js';
export { calendarMarks, type CalendarMark, type CalendarState } from './calendar.rules.js';
export { PlansService, type PlanMove } from './plans.service.js';
