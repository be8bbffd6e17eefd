# The tag follows the releases of one major version. For the same bytes every time, pin the digest as well, as
# node:24-trixie-slim@sha256:… with what `docker buildx imagetools inspect node:24-trixie-slim` prints.
FROM node:24-trixie-slim AS base
WORKDIR /app

# No package needs its install script: native ones bring their binaries, and there is no compiler to fall back on.
FROM base AS packages
COPY package.json package-lock.json ./
# Source maps and type declarations serve those who build; they are a fifth of it.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
    && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM base AS build
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY . .
# Files keep the modes that they have where the image is built; the gateway's user must be able to read them.
RUN node_modules/.bin/tsc -p . --sourceMap false && node scripts/bundle.mjs dist && chmod -R a+rX dist seed schema.graphql package.json LICENSE

FROM base AS gateway
# Running needs node alone: no npm, no yarn, no headers.
RUN rm -rf /usr/local/lib/node_modules /usr/local/include /opt/yarn-* \
      /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg \
    && mkdir /data && chown node:node /data
LABEL org.opencontainers.image.title="Dateline" \
      org.opencontainers.image.description="A GraphQL news content gateway" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
# All of it belongs to root, and the gateway cannot change its own code.
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/package.json /app/schema.graphql /app/LICENSE ./
COPY --from=build /app/dist dist
COPY --from=build /app/seed/schemas seed/schemas
COPY --from=build /app/seed/newsroom seed/newsroom
# The image's user `node`; by number, so that an orchestrator can tell that it is not root.
USER 1000:1000
# The embedded store; empty when MONGODB_URI is set.
VOLUME /data
EXPOSE 4000
# /healthz and not /readyz: restarting the gateway does not mend a store that is down.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 4000) + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1))"]
# Without a shell in between: SIGTERM must reach the gateway. In large pages, where there are any, code is found faster.
CMD ["node", "--use-largepages=silent", "dist/bundle/main.js"]
