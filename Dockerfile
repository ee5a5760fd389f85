# Docent with its embedding model inside: at run time nothing is downloaded. See docker-compose.yml for how it is started.
FROM node:20-bookworm-slim AS build
WORKDIR /app
ENV DOCENT_STANDALONE=1 NEXT_TELEMETRY_DISABLED=1 MODELS_DIR=/app/models
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --include=optional --no-audit --no-fund
COPY . .
RUN npm run build && node scripts/assemble-standalone.mjs /out

FROM node:20-bookworm-slim AS run
WORKDIR /app
# HOST is open inside the container only: the compose file publishes the port on the machine's loopback address.
# HOSTNAME is the standalone server's own name for the same setting.
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    NEXT_MANUAL_SIG_HANDLE=true \
    HOST=0.0.0.0 \
    HOSTNAME=0.0.0.0 \
    PORT=3000 \
    DOCENT_ALLOW_OPEN=1 \
    DATA_DIR=/data \
    MODELS_DIR=/app/models
RUN install -d -o node -g node -m 0700 /data
COPY --from=build --chown=root:root /out /app
COPY --from=build --chown=root:root /app/models /app/models
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
