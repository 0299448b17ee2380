# Two stages: one builds with everything npm brings, the other carries only the bundle and a Node to run it.
# Node comes from npm in both cases, locked like everything else, so BASE needs nothing but glibc and BUILD_BASE npm.
ARG BASE=node:24.21.0-bookworm-slim
ARG BUILD_BASE=${BASE}

FROM ${BUILD_BASE} AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY . .
RUN node scripts/run.mjs build && install -D -m 0755 node_modules/.bin/node /out/usr/local/bin/node

FROM ${BASE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /out/ /
COPY --from=build /src/server.ts /src/package.json ./
COPY --from=build /src/build build
# No account by this number exists anywhere; only .data may be written.
RUN mkdir .data && chown 10001:10001 .data
VOLUME /app/.data
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.ts"]
