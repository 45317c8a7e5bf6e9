// The three laws, as far as imports can tell. Errors only.
const order = ['platform', 'network', 'editorial', 'delivery', 'challenges'];
const above = (i) => order.slice(i + 1).join('|');

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...order.slice(0, -1).map((lib, i) => ({
      name: `${lib}-looks-down-only`,
      severity: 'error',
      from: { path: `^libs/${lib}/` },
      to: { path: `^libs/(${above(i)})/` },
    })),
    {
      name: 'network-and-editorial-are-strangers',
      severity: 'error',
      from: { path: '^libs/editorial/' },
      to: { path: '^libs/network/' },
    },
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'apps-do-not-import-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/standalone/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'the-web-app-knows-the-api-alone',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|database|bench|faults|apps/(?!web/))' },
    },
    {
      name: 'pages-of-reps-stay-small',
      severity: 'error',
      from: { path: '^apps/web/src/(inbox|door|api|words)/' },
      to: { path: '(node_modules/|^)(@mantine|@tabler|recharts|react-router)(/|$)|^apps/web/src/(app|console)/' },
    },
    {
      name: 'through-the-front-door',
      severity: 'error',
      from: { path: '^(?:apps|libs)/([^/]+)/', pathNot: '\\.(int-spec|e2e-spec)\\.ts$' },
      to: { path: '^libs/[^/]+/src/(?!index\\.ts$)', pathNot: '^libs/$1/' },
    },
    {
      name: 'decisions-are-pure',
      severity: 'error',
      from: { path: '\\.rules\\.ts$|/kinds/[^/]+\\.ts$' },
      to: {
        path: '(node_modules/|^)(@nestjs|typeorm|bullmq|ioredis|pg|nodemailer)(/|$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'http-stays-at-the-door',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '(node_modules/|^)(fastify|@fastify|@nestjs/swagger|@nestjs/platform-fastify)(/|$)' },
    },
    {
      name: 'technology-stays-in-platform',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/platform/' },
      to: { path: '(node_modules/|^)(bullmq|@nestjs/bullmq|ioredis|nodemailer|smtp-server|mailauth|handlebars)(/|$)' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
